using SlsSyslog.Testing;

namespace SlsSyslog.Tool;

/// <summary>The command that runs the emulator until it is stopped.</summary>
internal static class EmulateCommand
{
    public static Command Create(ToolContext context)
    {
        ToolCommand command = new("emulate", "Runs an emulator of SLS on loopback, to try and test without an account, until it is stopped.")
        {
            Examples = ["sls-syslog emulate --shards 2 --load logs.jsonl", "sls-syslog emulate --port 0 --data ./emulator --json"],
        };
        EmulatorArguments arguments = new();
        arguments.AddTo(command);
        Option<bool> json = ToolOptions.Json();
        command.Options.Add(json);
        command.Run(async (result, cancellationToken) =>
        {
            try
            {
                EmulatorRun run = arguments.Read(result);
                bool isJson = result.GetValue(json);
                await run.RunAsync(address => Report(context.Console, address, isJson), cancellationToken).ConfigureAwait(false);
                return ToolExitCode.Success;
            }
            catch (Exception exception) when (exception is EmulatorException or InvalidDataException)
            {
                throw new ToolException(exception.Message.ReplaceLineEndings(" "));
            }
        });
        return command;
    }

    private static void Report(ToolConsole console, EmulatorAddress address, bool isJson)
    {
        if (isJson)
        {
            console.WriteJson(address, EmulatorJson.Default.EmulatorAddress);
        }
        else
        {
            console.Out.WriteLine(address);
        }

        console.Out.Flush();
    }
}
