namespace SlsSyslog.Testing;

/// <summary>Represents the stored checkpoint of a shard.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Cursor">The cursor of the next LogGroup to read. Empty when no checkpoint was stored.</param>
/// <param name="Consumer">The consumer that stored it. Empty when no checkpoint was stored.</param>
/// <param name="UpdatedAt">The time of the update. The Unix epoch when no checkpoint was stored.</param>
public sealed record EmulatorCheckpoint(int Shard, string Cursor, string Consumer, DateTimeOffset UpdatedAt);
