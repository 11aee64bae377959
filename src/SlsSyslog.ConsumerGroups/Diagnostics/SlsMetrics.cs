using System.Diagnostics.Metrics;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Provides the names of the metrics of reading SLS, which are published through <see cref="System.Diagnostics.Metrics"/>. The counters of
/// gaps have the tags <c>logstore</c> and <c>shard</c>.
/// </summary>
public static class SlsMetrics
{
    /// <summary>The name of the meter, for <c>AddMeter</c> of OpenTelemetry or a <see cref="MeterListener"/>.</summary>
    public const string MeterName = "SlsSyslog";

    /// <summary>The name of the counter of gaps. A gap occurs when logs expire before they are read.</summary>
    public const string GapsName = "slssyslog.gaps";

    /// <summary>
    /// The name of the counter of LogGroups that expired before they were read. The count is derived from cursors and is an upper bound.
    /// </summary>
    public const string MissedLogGroupsName = "slssyslog.gaps.missed_loggroups";

    /// <summary>The name of the counter of refreshes of credentials that failed.</summary>
    public const string RefreshErrorsName = "slssyslog.credentials.refresh_errors";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Gaps =
        Meter.CreateCounter<long>(GapsName, "{gap}", "Number of times that logs expired before they were read.");
    private static readonly Counter<long> MissedLogGroups =
        Meter.CreateCounter<long>(MissedLogGroupsName, "{loggroup}", "Upper bound of the number of LogGroups that expired before they were read.");
    private static readonly Counter<long> RefreshErrors =
        Meter.CreateCounter<long>(RefreshErrorsName, "{error}", "Number of refreshes of credentials that failed.");

    internal static void CountRefreshError() => RefreshErrors.Add(1);

    internal static void CountGap(LogGap gap)
    {
        int slash = gap.ShardName.IndexOf('/', StringComparison.Ordinal);
        KeyValuePair<string, object?> logstore = new("logstore", gap.ShardName[..slash]);
        KeyValuePair<string, object?> shard = new("shard", gap.ShardName[(slash + 1)..]);
        Gaps.Add(1, logstore, shard);
        MissedLogGroups.Add(gap.MissedLogGroups ?? 0, logstore, shard);
    }
}
