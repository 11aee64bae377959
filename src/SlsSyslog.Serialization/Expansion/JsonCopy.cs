namespace SlsSyslog.Serialization;

/// <summary>
/// Copies a JSON text that can be written as it is, except for members of objects that the rules for fields exclude. What is between two of them
/// is copied at once, and only objects in which a member could be excluded are read.
/// </summary>
internal sealed class JsonCopy
{
    private const int NotPossible = -1;

    private byte[] _path = new byte[256];
    private byte[] _text = [];
    private FieldRules _rules = null!;
    private int _copied;

    /// <summary>
    /// Writes an object or array. Returns false, and writes nothing, when a rule changes a value or applies to an element of an array.
    /// </summary>
    /// <param name="text">A text without spaces, repeated keys, escapes in keys, or anything else to change (<see cref="JsonMarks.None"/>).</param>
    /// <param name="offset">The offset of the object or array.</param>
    /// <param name="name">The name of the field.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="writer">The writer, with room for the whole text.</param>
    public bool TryWrite(byte[] text, int offset, scoped ReadOnlySpan<byte> name, FieldRules rules, ref SyslogWriter writer)
    {
        (_text, _rules, _copied) = (text, rules, offset);
        int nameLength = SetPath(0, name);
        SyslogWriter start = writer;
        int end = text[offset] == '{' ? CopyObject(offset, nameLength, ref writer) : NotPossible;
        if (end == NotPossible)
        {
            writer = start;
            return false;
        }

        writer.WriteLiteral(text.AsSpan(_copied..end));
        return true;
    }

    // Returns the end of the object.
    private int CopyObject(int at, int nameLength, ref SyslogWriter writer)
    {
        JsonMarks marks = JsonMarks.None;
        bool hasMembers = false;
        at++;
        while (_text[at] != '}')
        {
            int keyEnd = JsonScan.FindStringEnd(_text, at + 1, ref marks, out _);
            int memberLength = SetPath(nameLength, _text.AsSpan((at + 1)..keyEnd));
            ReadOnlySpan<byte> path = _path.AsSpan(0, memberLength);
            int value = keyEnd + 2;
            int end;
            if (_rules.Excludes(path))
            {
                end = JsonScan.FindValueEnd(_text, value, 0, ref marks);
                writer.WriteLiteral(_text.AsSpan(_copied..(hasMembers ? at - 1 : at)));
                _copied = !hasMembers && _text[end] == ',' ? end + 1 : end;
            }
            else
            {
                hasMembers = true;
                end = _rules.FindMask(default, path) is not null ? NotPossible : CopyValue(value, memberLength, ref writer);
            }

            if (end == NotPossible)
            {
                return NotPossible;
            }

            at = _text[end] == ',' ? end + 1 : end;
        }

        return at + 1;
    }

    private int CopyValue(int at, int nameLength, ref SyslogWriter writer)
    {
        JsonMarks marks = JsonMarks.None;
        return _text[at] is not ((byte)'{' or (byte)'[') || !_rules.HidesBelow(_path.AsSpan(0, nameLength))
            ? JsonScan.FindValueEnd(_text, at, 0, ref marks)
            : _text[at] == '{' ? CopyObject(at, nameLength, ref writer) : NotPossible;
    }

    private int SetPath(int length, scoped ReadOnlySpan<byte> name)
    {
        int start = length == 0 ? 0 : length + 1;
        if (_path.Length < start + name.Length)
        {
            Array.Resize(ref _path, 2 * (start + name.Length));
        }

        if (start > 0)
        {
            _path[length] = (byte)'.';
        }

        name.CopyTo(_path.AsSpan(start));
        return start + name.Length;
    }
}
