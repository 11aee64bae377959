using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace SlsSyslog.Tool;

/// <summary>The command that sends a period, missing ranges or dead letters again.</summary>
internal static class ReplayCommand
{
    public static Command Create(ToolContext context)
    {
        ReplayOptions options = new(new OneMoment(context.TimeProvider));
        ToolCommand command = new("replay", "Sends a period, missing ranges or dead letters again, beside the live flow.")
        {
            UsesSettings = true,
            Examples =
            [
                "sls-syslog replay --from 2026-01-31T08:00Z --to 2026-01-31T09:00Z --rate 2000 --mark --config settings.json",
                "sls-syslog replay --missing report.json --config settings.json",
                "sls-syslog replay --dead-letters /var/lib/slssyslog/replay/dead-letters.jsonl --config settings.json",
            ],
        };
        command.AddAll(options.All);

        command.Run(async (result, cancellationToken) =>
        {
            options.Check(result);
            using ToolSettings settings = context.LoadSettings(result);
            ReplayRequest request = await options.CreateAsync(result, settings, cancellationToken).ConfigureAwait(false);
            using Replay replay = new(request, settings, context.TimeProvider, LogToStandardError);
            await EnsureContactAsync(context, settings, request, cancellationToken).ConfigureAwait(false);
            await AnnounceAsync(context.Console, request).ConfigureAwait(false);
            using CancellationTokenRegistration stopping = cancellationToken.Register(
                () => context.Console.Error.WriteLine("Stopping: what was sent is confirmed first. Ctrl-C again ends immediately."));
            Task<ReplayResult> running = replay.RunAsync(cancellationToken);
            await ReplayView.ShowAsync(context.Console, running, replay.Sample, context.TimeProvider).ConfigureAwait(false);
            ReplayResult ended = await running.ConfigureAwait(false);
            return await WriteAsync(context.Console, request, ended, result.GetValue(options.Json)).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task EnsureContactAsync(
        ToolContext context, ToolSettings settings, ReplayRequest request, CancellationToken cancellationToken)
    {
        if (request.DeadLetters is not null)
        {
            return;
        }

        try
        {
            await request.Route.EnsureContactAsync(settings, request.Route.Logstores, context.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new ToolException($"The replay was interrupted. To continue, run: {request.Command}", ToolExitCode.Interrupted);
        }
    }

    // A process that is killed cannot say how to continue.
    private static Task AnnounceAsync(ToolConsole console, ReplayRequest request) => request.DeadLetters is null
        ? console.Error.WriteLineAsync(
            $"The progress is kept in the consumer group '{request.Group}'. To continue after an interruption, run: {request.Command}")
        : Task.CompletedTask;

    private static async Task<ToolExitCode> WriteAsync(ToolConsole console, ReplayRequest request, ReplayResult result, bool asJson)
    {
        if (asJson)
        {
            console.WriteJson(result, ReplayJson.Default.ReplayResult);
        }
        else
        {
            await console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Delivered} delivered, {result.Filtered} filtered, {result.DeadLettered} dead-lettered, {result.Skipped} skipped."))
                .ConfigureAwait(false);
        }

        foreach (string note in result.Notes)
        {
            await console.Error.WriteLineAsync(note).ConfigureAwait(false);
        }

        if (result.IsComplete)
        {
            await console.Error.WriteLineAsync(request.DeadLetters is null
                ? "The replay is complete."
                : "The replay is complete. Remove the files that were replayed.").ConfigureAwait(false);
            return ToolExitCode.Success;
        }

        if (result is { IsInterrupted: true, LogGroups: > 0 })
        {
            long share = result.ConfirmedLogGroups * 100 / result.LogGroups;
            await console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{result.ConfirmedLogGroups} of {result.LogGroups} LogGroups are confirmed ({share} %). What was sent after them is sent again."))
                .ConfigureAwait(false);
        }

        string fix = result.DeadLettered > 0 && !result.IsInterrupted
            ? "Correct the cause in the dead-letter file, and replay it with --dead-letters."
            : request.DeadLetters is not null ? $"To send all of them again, run: {request.Command}"
            : $"To continue, run: {request.Command}";
        await console.Error.WriteLineAsync($"{result.Reason} {fix}").ConfigureAwait(false);
        return result.IsInterrupted ? ToolExitCode.Interrupted
            : result.IsRefused ? ToolExitCode.CheckFailed
            : ToolExitCode.Undelivered;
    }

    // The output belongs to the result of the command.
    private static void LogToStandardError(ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Warning)
        .AddSimpleConsole(console => (console.SingleLine, console.ColorBehavior) = (true, LoggerColorBehavior.Disabled))
        .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
