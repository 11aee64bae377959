using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SlsSyslog.AspNetCore;

/// <summary>The JSON of the health endpoints.</summary>
/// <param name="Status">The most severe status of the checks.</param>
/// <param name="Reasons">Why it is not healthy, the most severe reasons first.</param>
/// <param name="Checks">The checks, those of the application included.</param>
internal sealed record HealthAnswer(HealthStatus Status, IReadOnlyList<HealthReason> Reasons, IReadOnlyList<CheckAnswer> Checks)
{
    public static HealthAnswer Of(HealthReport report) => new(
        report.Status,
        [.. report.Entries.SelectMany(entry => ReasonsOf(entry.Value)).Distinct().OrderBy(reason => reason.Status)],
        [.. report.Entries.Select(entry => new CheckAnswer(entry.Key, entry.Value.Status, DescribeOf(entry.Value)))]);

    private static IReadOnlyList<HealthReason> ReasonsOf(HealthReportEntry entry) =>
        entry.Data.TryGetValue(HealthReason.DataKey, out object? data) && data is IReadOnlyList<HealthReason> reasons ? reasons : [];

    // The description is then the message of the exception, which can contain anything.
    private static string? DescribeOf(HealthReportEntry entry) => entry.Exception is not null ? "The check failed. See the log of the process."
        : ReasonsOf(entry).Count > 0 ? "See the reasons."
        : entry.Description is { } description ? PlainText.Clean(description)
        : null;
}
