namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents a consumer group of a logstore.</summary>
/// <param name="Name">The name of the group.</param>
/// <param name="Timeout">The time without a heartbeat after which SLS assigns the shards of a consumer to others.</param>
/// <param name="InOrder">
/// A value that indicates whether shards that result from a split or merge are withheld until their parent shards are read.
/// </param>
public sealed record ConsumerGroupDescription(string Name, TimeSpan Timeout, bool InOrder);
