using Microsoft.Extensions.Options;

namespace SlsSyslog.Tool;

/// <summary>The command that shows the messages of a running forwarder.</summary>
internal static class TapCommand
{
    public static Command Create(ToolContext context)
    {
        Option<string?> socket = ToolOptions.Text(
            "--socket", "PATH", "The socket of the forwarder. The default is SlsSyslog:Tap:Socket of the settings.");
        Option<string?> filter = ToolOptions.Text(
            "--filter",
            "TEXT|RULE",
            "Shows messages that contain a text, or whose record meets a rule such as {\"field\":\"user.name\",\"equals\":\"alice\"}.");
        Option<string[]> route = new("--route") { Description = "Shows only this route. The option can be repeated.", HelpName = "NAME" };
        Option<bool> unmask = ToolOptions.Flag("--unmask", "Shows values. Otherwise, only names and structure are shown.");
        Option<int> count = ToolOptions.Number("--count", "Ends after this number of messages. The default is 0: no limit.", 0, 0, int.MaxValue);
        Option<bool> json = ToolOptions.Flag("--json", "Writes each message as one line of JSON.");
        ToolCommand command = new("tap", "Shows the messages of a running forwarder over its local socket. Ctrl-C ends it.")
        {
            UsesSettings = true,
            Examples =
            [
                "sls-syslog tap --socket /run/slssyslog/tap.sock",
                "sls-syslog tap --socket /run/slssyslog/tap.sock --filter ConsoleSignin --unmask --count 10",
            ],
        };
        command.AddAll(socket, filter, route, unmask, count, json);

        command.Run(async (result, cancellationToken) =>
        {
            try
            {
                TapQuery query = TapQuery.Create(result.GetValue(route) ?? [], result.GetValue(filter), result.GetValue(unmask));
                TapClient client = new(result.GetValue(socket) ?? FindSocket(context, result));
                return await ShowAsync(client, query, context.Console, result.GetValue(count), result.GetValue(json), cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (TapException exception)
            {
                throw new ToolException(PlainText.Clean(exception.Message), exception.ExitCode);
            }
        });
        return command;
    }

    private static string FindSocket(ToolContext context, ParseResult result)
    {
        using ToolSettings settings = LoadSettings(context, result);
        return settings.Options.Tap.Socket is { Length: > 0 } path
            ? path
            : throw new ToolException(
                "The settings do not have SlsSyslog:Tap:Socket. Specify the socket with --socket, and the same path for the forwarder.");
    }

    private static ToolSettings LoadSettings(ToolContext context, ParseResult result)
    {
        try
        {
            return context.LoadSettings(result);
        }
        catch (OptionsValidationException) when (result.GetValue(ToolCommand.Config) is null && context.Settings.First is null)
        {
            throw new ToolException("Specify the socket of the forwarder with --socket, or its settings with --config.");
        }
    }

    private static async Task<ToolExitCode> ShowAsync(
        TapClient client, TapQuery query, ToolConsole console, int count, bool isJson, CancellationToken cancellationToken)
    {
        TapNotices notices = new(query.HasFilter);
        int shown = 0;
        await foreach (TapLine line in client.ReadAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (notices.Find(line) is { } notice)
            {
                await console.Error.WriteLineAsync(notice).ConfigureAwait(false);
            }

            if (line is not { Route: { } name, Shard: { } shard, Bytes: { } bytes, Message: { } message })
            {
                continue;
            }

            TapMessage text = new(name, shard, bytes, FrameText.Escape(message));
            if (isJson)
            {
                console.WriteJson(text, TapJson.Default.TapMessage);
            }
            else
            {
                await console.Out.WriteLineAsync($"{PlainText.Clean(name)} {PlainText.Clean(shard)} {text.Text}").ConfigureAwait(false);
            }

            if (++shown == count)
            {
                return ToolExitCode.Success;
            }
        }

        await console.Error.WriteLineAsync("The forwarder has ended.").ConfigureAwait(false);
        return ToolExitCode.Success;
    }
}
