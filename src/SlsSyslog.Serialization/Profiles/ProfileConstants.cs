namespace SlsSyslog.Serialization;

/// <summary>Collects the constant texts of a profile in one buffer.</summary>
internal sealed class ProfileConstants
{
    private readonly List<byte> _bytes = [];

    /// <summary>Adds a text. An empty text is an absent value.</summary>
    public EventValue Add(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int offset = _bytes.Count;
        _bytes.AddRange(bytes);
        return bytes.Length == 0 ? default : new(ValueStore.Constant, offset, bytes.Length);
    }

    /// <summary>Gets the buffer, with room for wide loads.</summary>
    public byte[] ToArray() => [.. _bytes, .. new byte[SyslogWriter.Slack]];
}
