namespace SlsSyslog;

/// <summary>Represents a record that was not forwarded, and the reason.</summary>
/// <param name="route">The name of the route.</param>
/// <param name="shardName">The name of the shard.</param>
/// <param name="reason">The reason why the record was not sent.</param>
/// <param name="record">
/// The record as one JSON object in UTF-8 with <c>time</c> (seconds), <c>timeNs</c>, <c>topic</c>, <c>source</c>, <c>origin</c> (the place in SLS,
/// if it is known), and <c>tags</c> and <c>fields</c> as arrays of [key, value]. A text that is not UTF-8 is an object with <c>base64</c>.
/// </param>
public sealed class DeadLetter(string route, string shardName, string reason, ReadOnlyMemory<byte> record)
{
    /// <summary>Gets the name of the route.</summary>
    public string Route { get; } = route;

    /// <summary>Gets the name of the shard.</summary>
    public string ShardName { get; } = shardName;

    /// <summary>Gets the reason why the record was not sent.</summary>
    public string Reason { get; } = reason;

    /// <summary>Gets the whole record as one JSON object in UTF-8.</summary>
    public ReadOnlyMemory<byte> Record { get; } = record;
}
