namespace SlsSyslog.Serialization;

// What CEF and LEEF begin with: texts between pipes. The pipe behind the last text is left to what follows, which writes it in
// place of its first separator.
internal sealed class PipeHeader(ReadOnlyMemory<byte> start, SyslogTemplate[] texts, EscapeSet escapes)
{
    private readonly bool _dependsOnRecord = Array.Exists(texts, text => text.DependsOnRecord);

    public void Write(scoped LogRecord record, ref SyslogWriter writer)
    {
        if (_dependsOnRecord)
        {
            WriteTexts(record, ref writer);
            return;
        }

        GroupCache cache = record.Table.GetCache(this, writer.EscapesBidi);
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
        // However long a text is, the header has all its pipes.
        if (!writer.TryReserve(texts.Length - 1))
        {
            return;
        }

        writer.WriteLiteral(start.Span);
        for (int i = 0; i < texts.Length; i++)
        {
            if (i > 0)
            {
                writer.WriteReserved("|"u8);
            }

            texts[i].Write(record, escapes, ref writer);
        }
    }
}
