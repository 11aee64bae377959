namespace SlsSyslog.Tool;

/// <summary>Describes a consumer group and how far it has read its logstore.</summary>
/// <param name="Logstore">The logstore.</param>
/// <param name="Group">The name of the group.</param>
/// <param name="TimeoutSeconds">The time without a heartbeat after which shards are assigned to another consumer.</param>
/// <param name="InOrder">Whether shards that result from a split wait for their parents.</param>
/// <param name="Shards">The shards, by number.</param>
internal sealed record GroupReport(string Logstore, string Group, double TimeoutSeconds, bool InOrder, IReadOnlyList<GroupShard> Shards)
{
    /// <summary>Gets the number of LogGroups that are not read, at most; null when it is unknown for a shard.</summary>
    public long? LogGroupsBehind => Shards.Aggregate((long?)0, (sum, shard) => sum + shard.LogGroupsBehind);

    /// <summary>Gets the age of the oldest log that is not read, of all shards.</summary>
    public double? LagSeconds => Shards.Max(shard => shard.LagSeconds);

    /// <summary>Gets the consumers that stored the checkpoints.</summary>
    public IReadOnlyList<string> Consumers =>
        [.. Shards.Select(shard => shard.Owner).OfType<string>().Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal)];
}
