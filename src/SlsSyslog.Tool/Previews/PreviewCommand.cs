using Microsoft.Extensions.DependencyInjection;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Hosting;

namespace SlsSyslog.Tool;

/// <summary>The command that shows what the forwarder would send.</summary>
internal static class PreviewCommand
{
    private const int MaxCount = 1000;

    public static Command Create(ToolContext context)
    {
        Option<int> count = ToolOptions.Number("--count", "The number of records of each route. The default is 5.", 5, 1, MaxCount);
        Option<string?> route = ToolOptions.Text("--route", "NAME", "The only route to preview.");
        Option<string?> file = ToolOptions.Text(
            "--file",
            "FILE",
            "Reads records from a file with one JSON object per line, such as dead letters, in place of SLS. - is the standard input.");
        Option<DateTimeOffset?> from = ToolOptions.Time(
            "--from", "Reads logs that SLS received since then. The default is recent logs.", context.TimeProvider);
        Option<bool> json = ToolOptions.Json();
        ToolCommand command = new(
            "preview", "Shows some records, how they are mapped, and the exact messages. It commits nothing and joins no consumer group.")
        {
            UsesSettings = true,
            ChangesNothing = true,
            Examples = ["sls-syslog preview --count 3", "sls-syslog preview --file dead-letters.jsonl --route audit --json"],
        };
        command.Options.Add(count);
        command.Options.Add(route);
        command.Options.Add(file);
        command.Options.Add(from);
        command.Options.Add(json);
        command.Run(async (result, cancellationToken) =>
        {
            string? path = result.GetValue(file);
            DateTimeOffset? start = result.GetValue(from);
            if (path is not null && start is not null)
            {
                throw new ToolException("--from has no effect on a file. Remove --from, or --file to read from SLS.");
            }

            if (start > context.TimeProvider.GetUtcNow())
            {
                throw new ToolException($"--from ({TimeText.Format(start.Value)}) is in the future. Specify a time that has passed.");
            }

            using ToolSettings settings = context.LoadSettings(result, path is null ? SettingsUse.Requests : SettingsUse.WithoutRequests);
            ISlsCredentialProvider? credentials = path is null ? settings.Services.GetRequiredService<ISlsCredentialProvider>() : null;
            PreviewPlan plan = new(settings.Options, credentials, context.TimeProvider)
            {
                Count = result.GetValue(count),
                Route = result.GetValue(route),
                File = path,
                From = start is { } time ? ShardPosition.At(time) : null,
            };
            return await RunAsync(plan, context.Console, result.GetValue(json), cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<ToolExitCode> RunAsync(PreviewPlan plan, ToolConsole console, bool isJson, CancellationToken cancellationToken)
    {
        try
        {
            int found = await plan.RunAsync((preview, number) => Show(preview, number, console, isJson), cancellationToken).ConfigureAwait(false);
            if (found == 0)
            {
                await console.Error.WriteLineAsync("There are no records to show.").ConfigureAwait(false);
            }

            return ToolExitCode.Success;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ToolException(exception.Message);
        }
    }

    private static void Show(RecordPreview preview, int number, ToolConsole console, bool isJson)
    {
        if (isJson)
        {
            console.WriteJson(preview, PreviewJson.Default.RecordPreview);
        }
        else
        {
            // In a file, one part follows the other: its lines have any length.
            console.Results.Write(PreviewView.Create(preview, number, console.IsTerminal ? console.Results.Profile.Width : 0));
        }
    }
}
