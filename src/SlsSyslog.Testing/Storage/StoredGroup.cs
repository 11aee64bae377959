namespace SlsSyslog.Testing;

/// <summary>One LogGroup in a shard: its encoded bytes and the time, in Unix seconds, at which it was received.</summary>
internal readonly record struct StoredGroup(ReadOnlyMemory<byte> Bytes, long ReceivedAt);
