namespace SlsSyslog.Testing;

/// <summary>Represents one attempt to store a checkpoint.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Cursor">The cursor of the request.</param>
/// <param name="Consumer">The consumer of the request.</param>
/// <param name="IsForced">A value that indicates whether the request bypasses the ownership check.</param>
/// <param name="At">The time of the request.</param>
/// <param name="ErrorCode">The error code of a refused request, or <see langword="null"/>.</param>
public sealed record EmulatorCheckpointWrite(int Shard, string Cursor, string Consumer, bool IsForced, DateTimeOffset At, string? ErrorCode);
