namespace SlsSyslog.Serialization;

/// <summary>Reads the values that a profile needs from JSON that exceeds the limit of fields, so that other members cannot hide them.</summary>
internal sealed class NeededFields(RecordCopy copy, FieldCollector fields)
{
    private byte[][] _names = [];
    private int _maxDepth;

    public void Begin(FieldExpansion expansion) => (_names, _maxDepth) = (expansion.Needed, expansion.MaxDepth);

    /// <summary>Reads the members of an object from a key on.</summary>
    public void ReadMembers(int at, FieldPath path, int depth)
    {
        JsonMarks marks = JsonMarks.None;
        while (IsNeeded(path, default) && copy.Bytes[at] == '"')
        {
            int key = at + 1;
            int keyEnd = JsonScan.FindStringEnd(copy.Bytes, key, ref marks, out bool hasEscapes);
            at = JsonScan.SkipColon(copy.Bytes, keyEnd + 1, ref marks);
            if (!hasEscapes && IsNeeded(path, copy.Bytes.AsSpan(key, keyEnd - key)))
            {
                ReadValue(at, fields.GetChild(path, key, keyEnd - key, hasEscapes), depth + 1);
            }

            at = JsonScan.SkipSpace(copy.Bytes, JsonScan.FindValueEnd(copy.Bytes, at, 0, ref marks), ref marks);
            if (copy.Bytes[at] != ',')
            {
                return;
            }

            at = JsonScan.SkipSpace(copy.Bytes, at + 1, ref marks);
        }
    }

    public void ReadElement(int at, FieldPath path, int index, int depth)
    {
        Span<byte> digits = stackalloc byte[10];
        index.TryFormat(digits, out int length, provider: CultureInfo.InvariantCulture);
        if (IsNeeded(path, digits[..length]))
        {
            ReadValue(at, fields.GetElement(path, index), depth + 1);
        }
    }

    private void ReadValue(int at, FieldPath path, int depth)
    {
        JsonMarks marks = JsonMarks.None;
        byte first = copy.Bytes[at];
        if (first == '{' && depth < _maxDepth)
        {
            ReadMembers(JsonScan.SkipSpace(copy.Bytes, at + 1, ref marks), path, depth);
        }
        else if (first == '"')
        {
            int end = JsonScan.FindStringEnd(copy.Bytes, at + 1, ref marks, out bool hasEscapes);
            if (end > at + 1)
            {
                fields.AddString(path, at + 1, end - at - 1, hasEscapes);
            }
        }
        else if (first != 'n')
        {
            fields.Add(path, at, JsonScan.FindValueEnd(copy.Bytes, at, 0, ref marks) - at);
        }
    }

    // Determines whether the profile needs a member, or something in it. Without a key, determines whether it needs anything below the path.
    private bool IsNeeded(FieldPath path, scoped ReadOnlySpan<byte> key)
    {
        ReadOnlySpan<byte> parent = copy.Bytes.AsSpan(path.NameOffset, path.NameLength);
        foreach (byte[] name in _names)
        {
            ReadOnlySpan<byte> rest = name;
            if (rest.Length > parent.Length && rest[parent.Length] == '.' && rest.StartsWith(parent))
            {
                rest = rest[(parent.Length + 1)..];
                if (rest.StartsWith(key) && (key.IsEmpty || rest.Length == key.Length || rest[key.Length] == '.'))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
