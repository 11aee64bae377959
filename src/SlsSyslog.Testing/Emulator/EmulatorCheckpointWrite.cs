namespace SlsSyslog.Testing;

/// <summary>One call that wanted to store a checkpoint, granted or refused.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Cursor">The cursor it named.</param>
/// <param name="Consumer">Who called.</param>
/// <param name="IsForced">Whether it asked to be stored without owning the shard.</param>
/// <param name="At">When.</param>
/// <param name="ErrorCode">Why it was refused; null when it was stored.</param>
public sealed record EmulatorCheckpointWrite(int Shard, string Cursor, string Consumer, bool IsForced, DateTimeOffset At, string? ErrorCode);
