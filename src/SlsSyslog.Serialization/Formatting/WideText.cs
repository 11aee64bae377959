namespace SlsSyslog.Serialization;

/// <summary>Represents a constant text that is copied in whole vectors.</summary>
internal sealed class WideText(params ReadOnlySpan<byte> text)
{
    /// <summary>Gets the text, and room for a vector after it.</summary>
    public byte[] Bytes { get; } = [.. text, .. new byte[VectorCopy.Width]];

    public int Length { get; } = text.Length;

    public ReadOnlySpan<byte> Text => Bytes.AsSpan(0, Length);
}
