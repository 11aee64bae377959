namespace SlsSyslog.Testing;

/// <summary>The stored checkpoint of a shard.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Cursor">The cursor of the next LogGroup to read; empty when nothing was ever stored.</param>
/// <param name="Consumer">Who stored it; empty when nothing was ever stored.</param>
/// <param name="UpdatedAt">When; the Unix epoch when nothing was ever stored.</param>
public sealed record EmulatorCheckpoint(int Shard, string Cursor, string Consumer, DateTimeOffset UpdatedAt);
