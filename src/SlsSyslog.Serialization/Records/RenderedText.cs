namespace SlsSyslog.Serialization;

/// <summary>Holds text that is rendered once for a group of records and copied into each message.</summary>
internal sealed class RenderedText
{
    // Longer texts are rare and are written again for each record.
    private const int MaxBytes = 2048;

    private readonly byte[] _bytes = new byte[MaxBytes + SyslogWriter.Slack];
    private int _length;
    private int _sanitized;
    private bool _isComplete;

    public ReadOnlySpan<byte> Text => _bytes.AsSpan(0, _length);

    public SyslogWriter Begin(bool escapesBidi = false) => new(_bytes, MaxBytes) { EscapesBidi = escapesBidi };

    public void End(scoped in SyslogWriter writer)
    {
        _length = writer.BytesWritten;
        _sanitized = writer.SanitizedCount;
        _isComplete = !writer.IsTruncated;
    }

    /// <summary>Writes the text. Returns false when it is incomplete or does not fit: written part by part, it is cut correctly.</summary>
    public bool TryWriteTo(ref SyslogWriter writer, int roomForTheRest = 0)
    {
        if (!_isComplete || _length > writer.Room - roomForTheRest)
        {
            return false;
        }

        writer.WriteLiteral(_bytes.AsSpan(0, _length));
        writer.CountSanitized(_sanitized);
        return true;
    }
}
