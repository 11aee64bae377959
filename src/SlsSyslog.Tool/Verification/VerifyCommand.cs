using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>The command that proves that everything was delivered, or names what is missing.</summary>
internal static class VerifyCommand
{
    private static readonly TimeSpan NoticeInterval = TimeSpan.FromSeconds(5);

    public static Command Create(ToolContext context)
    {
        VerifyOptions options = new(new OneMoment(context.TimeProvider));
        ToolCommand command = new("verify", "Proves from the delivery ledger, from SLS or from counts of the SIEM that everything was delivered.")
        {
            UsesSettings = true,
            ChangesNothing = true,
            Examples =
            [
                "sls-syslog verify --from 24h --reread --output report.md --output report.json --config settings.json",
                "sls-syslog verify --from 2026-01-31T08:00Z --to 2026-01-31T09:00Z --counts siem.csv --config settings.json",
            ],
        };
        command.AddAll(options.All);

        command.Run(async (result, cancellationToken) =>
        {
            options.ReadRange(result);
            string[] files = result.GetValue(options.Output) ?? [];
            foreach (string file in files)
            {
                ReportFile.Check(file);
            }

            using ToolSettings settings = context.LoadSettings(result);
            ToolRoute route = ToolRoute.Find(settings, result.GetValue(options.Route));
            VerifyRequest request = await options.CreateAsync(result, route, context.Console, cancellationToken).ConfigureAwait(false);
            await route.EnsureContactAsync(settings, route.Logstores, context.TimeProvider, cancellationToken).ConfigureAwait(false);
            Verifier verifier = new(
                settings.Services.GetRequiredService<ISlsCredentialProvider>(), settings.Services.GetRequiredService<ILoggerFactory>(),
                context.TimeProvider);
            VerifyReport report = await VerifyAsync(context, verifier, request, cancellationToken).ConfigureAwait(false);
            foreach (string file in files)
            {
                await ReportFile.WriteAsync(report, file, cancellationToken).ConfigureAwait(false);
            }

            await WriteAsync(context.Console, report, result.GetValue(options.Json)).ConfigureAwait(false);
            return report.Verdict == Verdict.Complete
                || (report.Verdict == Verdict.CompleteWithExceptions && result.GetValue(options.AcceptExceptions))
                ? ToolExitCode.Success
                : ToolExitCode.CheckFailed;
        });
        return command;
    }

    private static async Task<VerifyReport> VerifyAsync(
        ToolContext context, Verifier verifier, VerifyRequest request, CancellationToken cancellationToken)
    {
        Task<VerifyReport> verifying = verifier.VerifyAsync(request, cancellationToken);
        while (await Task.WhenAny(verifying, Task.Delay(NoticeInterval, context.TimeProvider, cancellationToken)).ConfigureAwait(false) != verifying)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await context.Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{verifier.RecordsRead} records counted."))
                .ConfigureAwait(false);
        }

        return await verifying.ConfigureAwait(false);
    }

    private static async Task WriteAsync(ToolConsole console, VerifyReport report, bool asJson)
    {
        if (asJson)
        {
            console.WriteJson(report, VerifyJson.Default.VerifyReport);
        }
        else
        {
            await console.Out.WriteAsync(MarkdownReport.Write(report)).ConfigureAwait(false);
        }

        await console.Error.WriteLineAsync($"Verdict: {VerdictText.Of(report.Verdict)}.").ConfigureAwait(false);
    }
}
