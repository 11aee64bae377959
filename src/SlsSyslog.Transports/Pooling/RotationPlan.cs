namespace SlsSyslog.Transports;

/// <summary>Specifies when the connection of a lane is replaced.</summary>
/// <param name="After">The time since its first frames, or null to ignore the time.</param>
/// <param name="AfterBytes">The number of bytes, or null to ignore the bytes.</param>
/// <param name="Overlap">Whether the next connection is opened before the previous one is closed.</param>
/// <param name="MustDrain">Whether the close is the proof of delivery. The connection is then closed even if the next one cannot be opened.</param>
/// <param name="FailBackAfter">How long a server that is not the first one is used.</param>
internal sealed record RotationPlan(TimeSpan? After, long? AfterBytes, bool Overlap, bool MustDrain, TimeSpan FailBackAfter);
