namespace SlsSyslog.Serialization;

/// <summary>Holds the texts around the values of a record, which are those of every record with the same names at the same places.</summary>
internal sealed class JsonTreePlan
{
    private byte[] _text = new byte[1024];
    private int _textLength;
    private (int TextEnd, int Field)[] _values = new (int, int)[64];
    private int _valueCount;
    private (int Offset, int Length)[] _names = new (int, int)[64];
    private int _nameCount = -1;
    private RecordCopy? _copy;
    private int _namesVersion;
    private bool _isEmpty;
    private int _sanitized;
    private int _written;
    private bool _isUsable;

    /// <summary>Writes the members if the names are those of the plan and every value fits, with all of its escapes.</summary>
    public bool TryWrite(scoped LogRecord record, scoped ReadOnlySpan<LogFieldRange> ranges, bool isEmpty, ref SyslogWriter writer)
    {
        if (!Matches(record.Table.Owner, ranges) || isEmpty != _isEmpty)
        {
            return false;
        }

        ReadOnlySpan<(int TextEnd, int Field)> values = _values.AsSpan(0, _valueCount);
        long longest = _textLength;
        foreach ((_, int field) in values)
        {
            longest += (long)ranges[field].ValueLength * EscapeSet.MaxEscapeLength;
        }

        if (longest > writer.Room)
        {
            return false;
        }

        int start = 0;
        foreach ((int textEnd, int field) in values)
        {
            writer.WriteLiteral(_text.AsSpan(start..textEnd));
            writer.Write(record.Block[ranges[field].ValueOffset..], ranges[field].ValueLength, JsonString.Escapes);
            start = textEnd;
        }

        writer.WriteLiteral(_text.AsSpan(start.._textLength));
        return true;
    }

    public void Begin(bool isEmpty, scoped in SyslogWriter writer)
    {
        (_nameCount, _textLength, _valueCount, _isEmpty, _isUsable) = (-1, 0, 0, isEmpty, true);
        (_written, _sanitized) = (writer.BytesWritten, writer.SanitizedCount);
    }

    /// <summary>Adds the text before a value. A value that needs more than escapes makes the plan unusable.</summary>
    public void AddText(int field, bool isPlain, scoped in SyslogWriter writer)
    {
        _isUsable &= isPlain && writer.SanitizedCount == _sanitized;
        AddText(in writer);
        if (_valueCount == _values.Length)
        {
            Array.Resize(ref _values, _values.Length * 2);
        }

        _values[_valueCount++] = (_textLength, field);
    }

    /// <summary>Continues after a value.</summary>
    public void EndValue(scoped in SyslogWriter writer) => (_written, _sanitized) = (writer.BytesWritten, writer.SanitizedCount);

    /// <summary>Ends the plan of a complete record. It is kept if all names remain at their places.</summary>
    public void End(RecordCopy? copy, scoped ReadOnlySpan<LogFieldRange> ranges, scoped in SyslogWriter writer)
    {
        AddText(in writer);
        if (copy is null || !_isUsable || _valueCount == 0)
        {
            return;
        }

        if (_names.Length < ranges.Length)
        {
            _names = new (int, int)[ranges.Length * 2];
        }

        for (int i = 0; i < ranges.Length; i++)
        {
            _names[i] = (ranges[i].KeyOffset, ranges[i].KeyLength);
            if (ranges[i].KeyOffset >= copy.NamesEnd)
            {
                return;
            }
        }

        (_nameCount, _copy, _namesVersion) = (ranges.Length, copy, copy.NamesVersion);
    }

    private bool Matches(RecordCopy? copy, scoped ReadOnlySpan<LogFieldRange> ranges)
    {
        if (copy is null || ranges.Length != _nameCount || !ReferenceEquals(copy, _copy) || copy.NamesVersion != _namesVersion)
        {
            return false;
        }

        for (int i = 0; i < ranges.Length; i++)
        {
            if (_names[i] != (ranges[i].KeyOffset, ranges[i].KeyLength))
            {
                return false;
            }
        }

        return true;
    }

    private void AddText(scoped in SyslogWriter writer)
    {
        ReadOnlySpan<byte> text = writer.WrittenSince(_written);
        if (_text.Length - _textLength < text.Length)
        {
            Array.Resize(ref _text, (_textLength + text.Length) * 2);
        }

        text.CopyTo(_text.AsSpan(_textLength));
        _textLength += text.Length;
    }
}
