namespace SlsSyslog.Transports;

/// <summary>When a lane's connection gives way to the next.</summary>
/// <param name="After">How long after its first frames; null for never.</param>
/// <param name="AfterBytes">After how many bytes; null for never.</param>
/// <param name="Overlap">Whether the next one is opened first.</param>
/// <param name="MustDrain">Whether the close is the proof of delivery, and so happens even when the next one cannot be opened.</param>
/// <param name="FailBackAfter">How long a server that is not the first is used.</param>
internal sealed record RotationPlan(TimeSpan? After, long? AfterBytes, bool Overlap, bool MustDrain, TimeSpan FailBackAfter);
