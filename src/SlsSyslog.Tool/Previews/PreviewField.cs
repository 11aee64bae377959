namespace SlsSyslog.Tool;

/// <summary>Represents a field, a tag or a mapped value as text.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value. Bytes that are not printable are escaped.</param>
internal sealed record PreviewField(string Name, string Value)
{
    public static PreviewField Of(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => new(FrameText.Escape(name), FrameText.Escape(value));

    public static PreviewField Of(string name, string value) => Of(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value));
}
