namespace SlsSyslog.Tool;

/// <summary>Represents the message of a record, or why there is none.</summary>
/// <param name="Frames">The frames; empty when the record is not sent.</param>
/// <param name="Outcome">What happened to the content.</param>
/// <param name="Fate">What the forwarder does with the record.</param>
/// <param name="Reason">Why the record is not sent; null when it is.</param>
internal sealed record PreviewRendering(IReadOnlyList<byte[]> Frames, FrameOutcome Outcome, PreviewFate Fate, string? Reason = null)
{
    public static PreviewRendering NotSent(PreviewFate fate, string reason) => new([], FrameOutcome.None, fate, reason);

    /// <summary>Determines whether two messages have the same bytes.</summary>
    public bool HasBytesOf(PreviewRendering other) =>
        Fate == other.Fate && Frames.Count == other.Frames.Count
        && Frames.Zip(other.Frames).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));
}
