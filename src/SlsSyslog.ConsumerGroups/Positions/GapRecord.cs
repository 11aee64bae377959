using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// A record that no one wrote: it stands where logs expired before they were read, so that whoever reads on sees that something is
/// missing. Its topic is <see cref="Topic"/>; its fields are <c>event</c> (always <c>gap</c>), <c>partition</c>, <c>expired_cursor</c>,
/// <c>resumed_cursor</c>, <c>missed_loggroups</c> and, where SLS tells it, <c>resumed_at</c> (when SLS received the first log behind the
/// gap, ISO 8601). Fields that are not known are left out.
/// </summary>
public static class GapRecord
{
    /// <summary>The topic, which no log of SLS has.</summary>
    public const string Topic = "__slssyslog_gap__";

    /// <summary>Whether a record tells of a gap.</summary>
    /// <param name="record">The record.</param>
    /// <returns>True for one that this library put in.</returns>
    public static bool IsGap(scoped LogRecord record) => record.Topic.SequenceEqual("__slssyslog_gap__"u8);
}
