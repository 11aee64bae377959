namespace SlsSyslog;

/// <summary>Represents a copy of a message for a listener.</summary>
/// <param name="Route">The route.</param>
/// <param name="Shard">The shard, as <c>logstore/shard</c>.</param>
/// <param name="Bytes">The length of the message.</param>
/// <param name="Message">The message, possibly masked and cut.</param>
internal sealed record TapFrame(string Route, string Shard, int Bytes, ReadOnlyMemory<byte> Message);
