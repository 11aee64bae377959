namespace SlsSyslog.Tool;

/// <summary>
/// Writes the results of checks as a plugin of Nagios does: one line with the state and the first error, then one line for each other error or
/// warning, and the numbers after a vertical bar.
/// </summary>
internal static class NagiosText
{
    private const string Name = "SLS-SYSLOG";

    /// <summary>Gets the exit code that a plugin has for a report: 0 for OK, 1 for a warning, 2 for a critical state.</summary>
    public static int ExitCodeOf(CheckReport report, bool isStrict) => report.HasFailed(isStrict) ? 2 : report.State == CheckState.Warning ? 1 : 0;

    public static string Create(CheckReport report, bool isStrict)
    {
        string state = ExitCodeOf(report, isStrict) switch { 0 => "OK", 1 => "WARNING", _ => "CRITICAL" };
        CheckResult[] problems =
        [
            .. report.Results.Where(result => result.State >= CheckState.Warning).OrderByDescending(result => result.State),
        ];
        string first = problems.Length > 0 ? Describe(problems[0]) : CheckView.Summarize(report);
        string numbers = string.Create(
            CultureInfo.InvariantCulture,
            $"time={report.Duration.TotalSeconds:0.000}s;;;0 passed={report.CountOf(CheckState.Passed)};;;0 "
                + $"warnings={report.CountOf(CheckState.Warning)};;;0 failed={report.CountOf(CheckState.Failed)};;;0");
        return string.Join('\n', problems.Skip(1).Select(Describe).Prepend($"{Name} {state} - {first} | {numbers}"));
    }

    // A vertical bar would begin the numbers.
    private static string Describe(CheckResult problem)
    {
        string route = problem.Route.Length > 0 ? $"{problem.Route}: " : "";
        return $"{route}{problem.Name}: {problem.Detail} {problem.Action}".Replace('|', '/').TrimEnd();
    }
}
