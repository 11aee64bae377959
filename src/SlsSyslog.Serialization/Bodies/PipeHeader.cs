namespace SlsSyslog.Serialization;

/// <summary>
/// Writes the header of CEF and LEEF: texts between pipes. The caller writes the pipe after the last text, in place of its first separator.
/// </summary>
internal sealed class PipeHeader
{
    private readonly byte[] _start;
    private readonly SyslogTemplate[] _texts;
    private readonly EscapeSet _escapes;
    private readonly bool _dependsOnRecord;

    public PipeHeader(byte[] start, string[] texts, EscapeSet escapes)
    {
        _start = start;
        _texts = Array.ConvertAll(texts, text => SyslogTemplate.Parse(text));
        _escapes = escapes;
        _dependsOnRecord = Array.Exists(_texts, text => text.DependsOnRecord);
    }

    /// <summary>
    /// Writes the header. Returns false when not even its pipes fit: the message then has no body, instead of one that no receiver reads.
    /// </summary>
    public bool TryWrite(scoped LogRecord record, ref SyslogWriter writer)
    {
        if (_start.Length + _texts.Length - 1 > writer.Room)
        {
            writer.Truncate();
            return false;
        }

        Write(record, ref writer);
        return true;
    }

    private void Write(scoped LogRecord record, ref SyslogWriter writer)
    {
        if (_dependsOnRecord)
        {
            WriteTexts(record, ref writer);
            return;
        }

        FormatterCache cache = record.Table.GetCache(this, writer.EscapesBidi);
        if (cache.GroupVersion != record.Table.GroupVersion)
        {
            SyslogWriter text = cache.Head.Begin(cache.EscapesBidi);
            WriteTexts(record, ref text);
            cache.Head.End(text);
            cache.GroupVersion = record.Table.GroupVersion;
        }

        if (!cache.Head.TryWriteTo(ref writer))
        {
            WriteTexts(record, ref writer);
        }
    }

    private void WriteTexts(scoped LogRecord record, ref SyslogWriter writer)
    {
        // The header has all its pipes even when a text is cut.
        if (!writer.TryReserve(_texts.Length - 1))
        {
            return;
        }

        writer.WriteLiteral(_start);
        for (int i = 0; i < _texts.Length; i++)
        {
            if (i > 0)
            {
                writer.WriteReserved("|"u8);
            }

            _texts[i].Write(record, _escapes, ref writer);
        }
    }
}
