namespace SlsSyslog.Serialization;

/// <summary>
/// Writes a valid JSON text of a log as a part of another one, so that nothing in it can be mistaken for something else: without spaces between
/// tokens, in valid UTF-8, without control characters, each key once, within the limits of depth and fields. A text that does not fit is cut between
/// members or within a string, and all of its objects and arrays are closed.
/// </summary>
internal sealed class JsonFieldWriter
{
    private readonly JsonMemberRules _members = new();
    private byte[] _text = [];
    private int _containers;
    private int _maxDepth;
    private int _fieldsLeft;

    /// <summary>Gets the writer for texts that can be written as they are, except for members that rules exclude.</summary>
    public JsonCopy Copy { get; } = new();

    /// <summary>Writes an object or array. Returns false, and writes nothing, when not even an empty one fits.</summary>
    /// <param name="copy">The record. The text is followed by a NUL.</param>
    /// <param name="offset">The offset of the text, which must be valid.</param>
    /// <param name="field">The limits.</param>
    /// <param name="name">The name of the field.</param>
    /// <param name="rules">The rules for the values in the text; null when there are none.</param>
    /// <param name="writer">The writer.</param>
    public bool TryWrite(RecordCopy copy, int offset, JsonField field, scoped ReadOnlySpan<byte> name, FieldRules? rules, ref SyslogWriter writer)
    {
        (_text, _maxDepth, _fieldsLeft, _containers) = (copy.Bytes, field.MaxDepth, field.MaxFields, 0);
        int nameLength = _members.Begin(name, rules);
        JsonMarks marks = JsonMarks.None;
        int at = JsonScan.SkipSpace(_text, offset, ref marks);
        return TryWriteValue(ref at, 0, nameLength, ref writer);
    }

    // Returns false when nothing of the value could be written. A value that is cut truncates the message.
    private bool TryWriteValue(ref int at, int depth, int nameLength, ref SyslogWriter writer)
    {
        JsonMarks marks = JsonMarks.None;
        byte first = _text[at];
        if (first == '{' && depth < _maxDepth)
        {
            return TryWriteObject(ref at, depth, nameLength, ref writer);
        }

        if (first == '[' && depth < _maxDepth)
        {
            return TryWriteArray(ref at, depth, nameLength, ref writer);
        }

        int start = at;
        at = JsonScan.FindValueEnd(_text, at, 0, ref marks);
        switch (first)
        {
            case (byte)'"':
                return JsonString.TryWrite(_text.AsSpan((start + 1)..(at - 1)), isEncoded: true, default, ref writer);
            case (byte)'{' or (byte)'[':
                return JsonString.TryWrite(_text.AsSpan(start..at), isEncoded: false, default, ref writer);
            default:
                writer.WriteLiteral(_text.AsSpan(start..at));
                return !writer.IsTruncated;
        }
    }

    private bool TryWriteObject(ref int at, int depth, int nameLength, ref SyslogWriter writer)
    {
        if (!JsonString.TryOpen("{"u8, ref writer))
        {
            return false;
        }

        JsonMarks marks = JsonMarks.None;
        int container = ++_containers;
        at = JsonScan.SkipSpace(_text, at + 1, ref marks);
        bool isFirst = true;
        while (_text[at] == '"')
        {
            if (_fieldsLeft == 0)
            {
                int rest = at;
                at = JsonScan.FindRestEnd(_text, at, isObject: true, 0, ref marks) - 1;
                WriteRest(_text.AsSpan(rest..(at + 1)), isFirst, _members.FindRestKey(container), ref writer);
                break;
            }

            int key = at + 1;
            int keyEnd = JsonScan.FindStringEnd(_text, key, ref marks, out _);
            at = JsonScan.SkipColon(_text, keyEnd + 1, ref marks);
            if (TryWriteMember(_text.AsSpan(key..keyEnd), ref at, isFirst, container, depth + 1, nameLength, ref writer))
            {
                isFirst = false;
            }

            if (writer.IsTruncated)
            {
                break;
            }

            at = JsonScan.SkipSpace(_text, at, ref marks);
            at += _text[at] == ',' ? 1 : 0;
            at = JsonScan.SkipSpace(_text, at, ref marks);
        }

        at++;
        writer.WriteReserved("}"u8);
        return true;
    }

    private bool TryWriteMember(
        scoped ReadOnlySpan<byte> key, ref int at, bool isFirst, int container, int depth, int nameLength, ref SyslogWriter writer)
    {
        JsonMarks marks = JsonMarks.None;
        if (!_members.TryAdd(key, container, ref nameLength, out FieldMask? mask, out bool isExcluded))
        {
            writer.CountSanitized(isExcluded ? 0 : 1);
            at = JsonScan.FindValueEnd(_text, at, 0, ref marks);
            return false;
        }

        _fieldsLeft -= _text[at] == '{' ? 0 : 1;
        SyslogWriter before = writer;
        writer.WriteLiteral(isFirst ? "\""u8 : ",\""u8);
        JsonString.WriteEncoded(key, ref writer);
        writer.WriteLiteral("\":"u8);
        if (!writer.IsTruncated && (mask is null ? TryWriteValue(ref at, depth, nameLength, ref writer) : TryWriteMasked(mask, ref at, ref writer)))
        {
            return true;
        }

        writer = before;
        writer.Truncate();
        return false;
    }

    private bool TryWriteArray(ref int at, int depth, int nameLength, ref SyslogWriter writer)
    {
        if (!JsonString.TryOpen("["u8, ref writer))
        {
            return false;
        }

        JsonMarks marks = JsonMarks.None;
        at = JsonScan.SkipSpace(_text, at + 1, ref marks);
        for (int index = 0; _text[at] != ']'; index++)
        {
            SyslogWriter before = writer;
            writer.WriteLiteral(index == 0 ? ""u8 : ","u8);
            int elementLength = nameLength;
            _members.AddIndex(ref elementLength, index);
            if (writer.IsTruncated || !TryWriteElement(ref at, depth + 1, elementLength, ref writer))
            {
                writer = before;
                writer.Truncate();
            }

            if (writer.IsTruncated)
            {
                break;
            }

            at = JsonScan.SkipSpace(_text, at, ref marks);
            at += _text[at] == ',' ? 1 : 0;
            at = JsonScan.SkipSpace(_text, at, ref marks);
        }

        at++;
        writer.WriteReserved("]"u8);
        return true;
    }

    // An element that is excluded becomes null, so that the others keep their indexes.
    private bool TryWriteElement(ref int at, int depth, int nameLength, ref SyslogWriter writer)
    {
        if (_members.Excludes(nameLength))
        {
            JsonMarks marks = JsonMarks.None;
            at = JsonScan.FindValueEnd(_text, at, 0, ref marks);
            writer.WriteLiteral("null"u8);
            return !writer.IsTruncated;
        }

        return _members.FindMask(nameLength) is { } mask
            ? TryWriteMasked(mask, ref at, ref writer)
            : TryWriteValue(ref at, depth, nameLength, ref writer);
    }

    private static void WriteRest(scoped ReadOnlySpan<byte> rest, bool isFirst, scoped ReadOnlySpan<byte> key, ref SyslogWriter writer)
    {
        if (key.IsEmpty)
        {
            writer.CountSanitized(1);
            return;
        }

        SyslogWriter before = writer;
        writer.WriteLiteral(isFirst ? "\""u8 : ",\""u8);
        writer.WriteLiteral(key);
        writer.WriteLiteral("\":"u8);
        if (writer.IsTruncated || !JsonString.TryWrite(rest, isEncoded: false, "{"u8, ref writer))
        {
            writer = before;
            writer.Truncate();
        }
    }

    private bool TryWriteMasked(FieldMask mask, ref int at, ref SyslogWriter writer)
    {
        JsonMarks marks = JsonMarks.None;
        int start = at;
        at = JsonScan.FindValueEnd(_text, at, 0, ref marks);
        ReadOnlySpan<byte> value = _text.AsSpan(start..at);
        if (value[0] == '"')
        {
            Span<byte> room = _members.GetRoom(value.Length);
            value = room[..JsonText.Unescape(value[1..^1], room)];
        }

        if (!JsonString.TryOpen("\""u8, ref writer))
        {
            return false;
        }

        mask.Write(value, JsonString.Escapes, ref writer);
        writer.WriteReserved("\""u8);
        return true;
    }
}
