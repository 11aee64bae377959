namespace SlsSyslog.Testing;

/// <summary>Represents one LogGroup in a shard: its encoded bytes and its receive time in Unix seconds.</summary>
internal readonly record struct StoredGroup(ReadOnlyMemory<byte> Bytes, long ReceivedAt);
