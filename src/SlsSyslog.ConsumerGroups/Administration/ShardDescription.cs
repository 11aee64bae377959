namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents a shard of a logstore.</summary>
/// <param name="Number">The number of the shard.</param>
/// <param name="IsReadOnly">A value that indicates whether the shard was split or merged, so that it receives no more logs.</param>
public sealed record ShardDescription(int Number, bool IsReadOnly);
