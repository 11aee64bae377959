namespace SlsSyslog.Tool;

/// <summary>Writes a report and returns the exit code for it.</summary>
/// <param name="context">The console and the clock.</param>
/// <param name="format">The format.</param>
/// <param name="isStrict">Whether a warning counts as an error.</param>
internal sealed class CheckWriter(ToolContext context, CheckFormat format, bool isStrict)
{
    /// <summary>Gets a value that indicates whether a program reads the results.</summary>
    public bool IsForPrograms => format != CheckFormat.Text;

    /// <summary>Writes the results of checks.</summary>
    public ToolExitCode Write(CheckReport report)
    {
        WriteResults(report);
        return format == CheckFormat.Nagios
            ? (ToolExitCode)NagiosText.ExitCodeOf(report, isStrict)
            : report.HasFailed(isStrict) ? ToolExitCode.CheckFailed : ToolExitCode.Success;
    }

    /// <summary>Writes the errors of settings, without which nothing could be checked.</summary>
    public ToolExitCode WriteInvalid(IEnumerable<string> errors)
    {
        WriteResults(new CheckReport(
            [.. errors.Select(error => new CheckResult("", "settings", CheckState.Failed, PlainText.Clean(error), null, 0))], TimeSpan.Zero));
        return ToolExitCode.InvalidUsage;
    }

    private void WriteResults(CheckReport report)
    {
        ToolConsole console = context.Console;
        switch (format)
        {
            case CheckFormat.Json:
                console.WriteJson(CheckDocument.Of(report), CheckJson.Default.CheckDocument);
                break;
            case CheckFormat.Nagios:
                console.Out.WriteLine(NagiosText.Create(report, isStrict));
                break;
            case CheckFormat.Prometheus:
                console.Out.Write(PrometheusText.Create(report, context.TimeProvider.GetUtcNow()));
                break;
            default:
                console.Results.Write(CheckView.Create(report));
                break;
        }
    }
}
