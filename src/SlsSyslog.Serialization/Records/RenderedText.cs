namespace SlsSyslog.Serialization;

// Text that was written once for a group of records and is copied into each of its messages.
internal sealed class RenderedText
{
    // Longer texts are rare, and written anew for each record.
    private const int MaxBytes = 2048;

    private readonly byte[] _bytes = new byte[MaxBytes + SyslogWriter.Slack];
    private int _length;
    private int _sanitized;
    private bool _isWhole;

    public SyslogWriter Begin(bool escapesBidi = false) => new(_bytes, MaxBytes) { EscapesBidi = escapesBidi };

    public void End(scoped in SyslogWriter writer)
    {
        _length = writer.BytesWritten;
        _sanitized = writer.SanitizedCount;
        _isWhole = !writer.IsTruncated;
    }

    // False when the text is not whole or does not fit: it must then be written piece by piece, so that it is cut where it should be.
    public bool TryWriteTo(ref SyslogWriter writer, int roomForTheRest = 0)
    {
        if (!_isWhole || _length > writer.Room - roomForTheRest)
        {
            return false;
        }

        writer.WriteLiteral(_bytes.AsSpan(0, _length));
        writer.CountSanitized(_sanitized);
        return true;
    }
}
