namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Identifies gap records. A source emits a gap record where logs expired before they were read, or where it skipped a block that cannot be
/// decoded, so that the receiver can detect the gap.
/// </summary>
/// <remarks>
/// <see cref="LogRecord.IsGap"/> is <see langword="true"/>, and bodies that write pairs begin with <c>__slssyslog_gap__=true</c>. No log can
/// write either: a field with that name gets a further underscore, and the topic <see cref="Topic"/> of a log becomes
/// <c>__slssyslog_log__</c>. Its fields are <c>event</c>, which is always <c>gap</c>, <c>shard</c>,
/// <c>expired_cursor</c>, <c>resumed_cursor</c>, <c>missed_loggroups</c> and <c>resumed_at</c>, the time in ISO 8601 format at which SLS
/// received the first log after the gap. The field <c>cause</c> is <c>undecodable</c> for a skipped block. Fields with an unknown value are omitted.
/// </remarks>
public static class GapRecord
{
    /// <summary>The topic of gap records. A log with this topic is written with the topic <c>__slssyslog_log__</c>.</summary>
    public const string Topic = "__slssyslog_gap__";

    /// <summary>Determines whether a record is a gap record.</summary>
    /// <param name="record">The record to check.</param>
    /// <returns><see langword="true"/> if the record is a gap record; otherwise, <see langword="false"/>.</returns>
    public static bool IsGap(scoped LogRecord record) => record.IsGap;
}
