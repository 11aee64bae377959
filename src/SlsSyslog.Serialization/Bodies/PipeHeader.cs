namespace SlsSyslog.Serialization;

/// <summary>Writes the header of CEF and LEEF: texts between pipes. The last pipe is the caller's, in place of its first separator.</summary>
internal sealed class PipeHeader
{
    private readonly byte[] _start;
    private readonly SyslogTemplate[] _texts;
    private readonly EscapeSet _escapes;
    private readonly Func<CompiledProfile, int>?[] _slots;
    private readonly bool _dependsOnRecord;

    public PipeHeader(byte[] start, string[] texts, EscapeSet escapes)
    {
        _start = start;
        _texts = Array.ConvertAll(texts, text => SyslogTemplate.Parse(text));
        _slots = Array.ConvertAll(texts, FindSlot);
        _escapes = escapes;
        _dependsOnRecord = Array.Exists(_texts, text => text.DependsOnRecord);
    }

    /// <summary>Writes the header. Returns false when not even its pipes fit: no body is better than one that no receiver reads.</summary>
    public bool TryWrite(scoped LogRecord record, MappedEvent? mapped, ref SyslogWriter writer)
    {
        if (_start.Length + _texts.Length - 1 > writer.Room)
        {
            writer.Truncate();
            return false;
        }

        Write(record, mapped, ref writer);
        return true;
    }

    private void Write(scoped LogRecord record, MappedEvent? mapped, ref SyslogWriter writer)
    {
        if (_dependsOnRecord)
        {
            WriteTexts(record, mapped, ref writer);
            return;
        }

        FormatterCache cache = record.Table.GetCache(this, writer.EscapesBidi);
        if (cache.GroupVersion != record.Table.GroupVersion)
        {
            SyslogWriter text = cache.Head.Begin(cache.EscapesBidi);
            WriteTexts(record, mapped, ref text);
            cache.Head.End(text);
            cache.GroupVersion = record.Table.GroupVersion;
        }

        if (!cache.Head.TryWriteTo(ref writer))
        {
            WriteTexts(record, mapped, ref writer);
        }
    }

    private void WriteTexts(scoped LogRecord record, MappedEvent? mapped, ref SyslogWriter writer)
    {
        // The header has all its pipes even when a text is cut.
        if (!writer.TryReserve(_texts.Length - 1))
        {
            return;
        }

        int written = mapped is null || !_dependsOnRecord ? 0 : WriteStart(record, mapped, ref writer);
        if (written == 0)
        {
            writer.WriteLiteral(_start);
        }

        for (int i = written; i < _texts.Length; i++)
        {
            if (i > 0)
            {
                writer.WriteReserved("|"u8);
            }

            WriteText(i, record, mapped, ref writer);
        }
    }

    // Writes the texts at the start that all records of a profile in a group have, if they fit. Returns their number.
    private int WriteStart(scoped LogRecord record, MappedEvent mapped, ref SyslogWriter writer)
    {
        FormatterCache cache = record.Table.GetCache(this, writer.EscapesBidi);
        CompiledProfile profile = mapped.Profile!;
        if (cache.GroupVersion != record.Table.GroupVersion || !ReferenceEquals(cache.HeaderStart.Profile, profile))
        {
            SyslogWriter start = cache.Head.Begin(cache.EscapesBidi);
            start.WriteLiteral(_start);
            int count = 0;
            for (; count < _texts.Length && IsConstant(count, profile); count++)
            {
                start.WriteLiteral(count > 0 ? "|"u8 : default);
                WriteText(count, record, mapped, ref start);
            }

            cache.Head.End(start);
            cache.GroupVersion = record.Table.GroupVersion;
            cache.HeaderStart = (profile, count);
        }

        if (cache.HeaderStart.Texts == 0 || !cache.Head.TryWriteTo(ref writer))
        {
            return 0;
        }

        writer.Release(cache.HeaderStart.Texts - 1);
        return cache.HeaderStart.Texts;
    }

    private bool IsConstant(int text, CompiledProfile profile) =>
        _slots[text] is { } slot ? profile.Slots[slot(profile)].Step is ConstantStep : !_texts[text].DependsOnRecord;

    private void WriteText(int text, scoped LogRecord record, MappedEvent? mapped, ref SyslogWriter writer)
    {
        if (mapped is not null && _slots[text] is { } slot)
        {
            WriteValue(record, mapped, mapped.GetSlot(slot(mapped.Profile!)), ref writer);
        }
        else
        {
            _texts[text].Write(record, _escapes, ref writer);
        }
    }

    private void WriteValue(scoped LogRecord record, MappedEvent mapped, scoped in EventValue value, ref SyslogWriter writer)
    {
        int start = writer.BytesWritten;
        writer.Write(mapped.SliceOpen(in record, in value), value.Length, _escapes);
        if (value.Store != ValueStore.Constant)
        {
            writer.CountSanitized(Marks.Disarm(writer.WrittenSince(start)));
        }
    }

    // Every mapped record has these values, so their names need not be searched.
    private static Func<CompiledProfile, int>? FindSlot(string text) => text switch
    {
        HeaderTemplates.Product => static profile => profile.HeaderSlots.Product,
        HeaderTemplates.Class => static profile => profile.HeaderSlots.Class,
        HeaderTemplates.Title => static profile => profile.HeaderSlots.Title,
        _ => null,
    };
}
