using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

/// <summary>How far one shard is, at one moment.</summary>
/// <param name="ShardName">The shard: <c>logstore/shard</c>.</param>
/// <param name="Position">Where the next pull begins; null before the first.</param>
/// <param name="Lag">
/// How old the oldest log is that was not pulled, by the time SLS received it; about nought when the shard is read to its end. Null when
/// SLS does not tell.
/// </param>
/// <param name="RetentionLeft">How long until that log expires; null when lag or retention are not known.</param>
public sealed record ShardStatus(string ShardName, LogPosition? Position, TimeSpan? Lag, TimeSpan? RetentionLeft);
