namespace SlsSyslog;

/// <summary>Represents a batch that was read and is not confirmed yet.</summary>
/// <param name="End">The position after it.</param>
/// <param name="ReceivedAt">When SLS received its oldest log, or when it was read if that is unknown.</param>
/// <param name="RawBytes">Its size before compression.</param>
internal sealed record ReadBatch(LogPosition End, DateTimeOffset ReceivedAt, int RawBytes)
{
    /// <summary>Gets or sets its spans; null while nobody listens.</summary>
    public BatchTrace? Trace { get; set; }
}
