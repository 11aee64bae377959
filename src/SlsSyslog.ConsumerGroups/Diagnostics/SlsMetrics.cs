using System.Diagnostics.Metrics;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// What reading SLS measures, through <see cref="System.Diagnostics.Metrics"/>. Every instrument has the tags <c>logstore</c> and
/// <c>shard</c>.
/// </summary>
public static class SlsMetrics
{
    /// <summary>The name of the meter, for <c>AddMeter</c> of OpenTelemetry or a <see cref="MeterListener"/>.</summary>
    public const string MeterName = "SlsSyslog";

    /// <summary>Counts gaps: how often logs expired before they were read.</summary>
    public const string GapsName = "slssyslog.gaps";

    /// <summary>Counts LogGroups that expired before they were read, as far as the cursors tell; never fewer than were lost.</summary>
    public const string MissedLogGroupsName = "slssyslog.gaps.missed_loggroups";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Gaps = Meter.CreateCounter<long>(GapsName, "{gap}", "Times that logs expired before they were read.");
    private static readonly Counter<long> MissedLogGroups =
        Meter.CreateCounter<long>(MissedLogGroupsName, "{loggroup}", "LogGroups that expired before they were read, at the most.");

    internal static void CountGap(LogGap gap)
    {
        int slash = gap.ShardName.IndexOf('/', StringComparison.Ordinal);
        KeyValuePair<string, object?> logstore = new("logstore", gap.ShardName[..slash]);
        KeyValuePair<string, object?> shard = new("shard", gap.ShardName[(slash + 1)..]);
        Gaps.Add(1, logstore, shard);
        MissedLogGroups.Add(gap.MissedGroups ?? 0, logstore, shard);
    }
}
