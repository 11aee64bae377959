namespace SlsSyslog.Tool;

/// <summary>Represents the exact bytes of one frame.</summary>
/// <param name="Bytes">The number of bytes, the framing included.</param>
/// <param name="Text">The frame as text, the framing included. Bytes that are not printable are escaped.</param>
/// <param name="Base64">The frame.</param>
internal sealed record PreviewFrame(int Bytes, string Text, string Base64)
{
    public static PreviewFrame Of(ReadOnlySpan<byte> frame) => new(frame.Length, FrameText.Escape(frame), Convert.ToBase64String(frame));
}
