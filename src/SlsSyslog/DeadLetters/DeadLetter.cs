namespace SlsSyslog;

/// <summary>A record that was not forwarded, complete, and the reason.</summary>
/// <param name="route">The route it was on.</param>
/// <param name="partitionId">The shard it came from.</param>
/// <param name="reason">What the formatter or filter said, in words.</param>
/// <param name="record">
/// The record as one JSON object in UTF-8: <c>time</c> (seconds), <c>timeNs</c>, <c>topic</c>, <c>source</c>, <c>tags</c> and
/// <c>fields</c> as arrays of [key, value]; a text that is not UTF-8 stands as an object with <c>base64</c>.
/// </param>
public sealed class DeadLetter(string route, string partitionId, string reason, ReadOnlyMemory<byte> record)
{
    /// <summary>The route it was on.</summary>
    public string Route { get; } = route;

    /// <summary>The shard it came from.</summary>
    public string PartitionId { get; } = partitionId;

    /// <summary>What the formatter or filter said, in words.</summary>
    public string Reason { get; } = reason;

    /// <summary>The record as one JSON object in UTF-8.</summary>
    public ReadOnlyMemory<byte> Record { get; } = record;
}
