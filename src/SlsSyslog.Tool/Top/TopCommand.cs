namespace SlsSyslog.Tool;

/// <summary>The command that shows the status of a running forwarder.</summary>
internal static class TopCommand
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static Command Create(ToolContext context)
    {
        Argument<string> address = new("ADDRESS")
        {
            Description = "The address of the forwarder's HTTP end points. The default is SLS_HTTP, else 127.0.0.1:9464.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SLS_HTTP") is { Length: > 0 } own ? own : "127.0.0.1:9464",
        };
        Option<bool> json = ToolOptions.Json();
        Option<bool> once = ToolOptions.Flag("--once", "Shows the status once, also on a terminal.");
        ToolCommand command = new("top", "Shows the status of a running forwarder, refreshed each second. Ctrl-C ends it.")
        {
            Examples = ["sls-syslog top", "sls-syslog top 127.0.0.1:9464 --json"],
        };
        command.Arguments.Add(address);
        command.Options.Add(json);
        command.Options.Add(once);
        command.Run(async (result, cancellationToken) =>
        {
            using HttpClient http = new() { Timeout = Timeout };
            try
            {
                StatusReader reader = new(http, StatusReader.ParseAddress(result.GetValue(address)!));
                return await RunAsync(reader, context, result.GetValue(json), result.GetValue(once), cancellationToken).ConfigureAwait(false);
            }
            catch (ArgumentException exception)
            {
                throw new ToolException(exception.Message.Split(" (Parameter", 2)[0]);
            }
            catch (StatusUnavailableException exception)
            {
                throw new ToolException(
                    $"{PlainText.Clean(exception.Message)}\nStart the forwarder with SLS_HTTP set, and specify its address.",
                    ToolExitCode.CheckFailed);
            }
        });
        return command;
    }

    private static async Task<ToolExitCode> RunAsync(
        StatusReader reader, ToolContext context, bool isJson, bool isOnce, CancellationToken cancellationToken)
    {
        ToolConsole console = context.Console;
        if (isJson)
        {
            StatusDocument document = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            await console.Out.WriteLineAsync(document.Json).ConfigureAwait(false);
            return ToolExitCode.Success;
        }

        TopScreen screen = new(console.Results, reader, context.TimeProvider);
        if (isOnce || !console.IsTerminal)
        {
            await screen.ShowOnceAsync(cancellationToken).ConfigureAwait(false);
            return ToolExitCode.Success;
        }

        await screen.RunAsync(cancellationToken).ConfigureAwait(false);
        return ToolExitCode.Interrupted;
    }
}
