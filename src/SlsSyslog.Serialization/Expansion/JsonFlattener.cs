namespace SlsSyslog.Serialization;

/// <summary>
/// Expands JSON in fields of a copied record: values become fields with dotted names, which point into the JSON text where it needs no
/// unescaping. Works in one pass that also validates the text; when it is not valid, nothing of it remains.
/// </summary>
internal sealed class JsonFlattener(RecordCopy copy)
{
    // Longer names are not used as prefixes, so that a long key is not repeated for each value below it.
    private const int MaxPrefixLength = 512;

    private readonly LogRecordTable _table = copy.Table;
    private readonly PathCache _paths = copy.Paths;
    private readonly FieldCollector _fields = new(copy);
    private NeededFields? _needed;
    private ExpandedField _field = null!;
    private int _maxDepth;
    private JsonMarks _marks;
    private bool _isFlat;

    /// <summary>Gets the number of JSON values that were read so far. Tests use it to show that the effort is linear.</summary>
    public long Values { get; private set; }

    /// <summary>Gets the properties of the last JSON text.</summary>
    public JsonMarks Marks => _marks;

    public FieldCollector Fields => _fields;

    public void Begin(FieldExpansion expansion)
    {
        (_maxDepth, _fields.Left, _isFlat) = (expansion.MaxDepth, expansion.MaxFields, expansion.Form == ExpandForm.Flatten);
        _fields.UseNames(expansion);
        (_needed ??= new(copy, _fields)).Begin(expansion);
    }

    /// <summary>Adds the values of a field. Returns false when it is not valid JSON; fields that were added must then be removed.</summary>
    /// <param name="source">The field.</param>
    /// <param name="field">What to expand.</param>
    /// <param name="isJson">Whether the field is an object or array.</param>
    /// <param name="isReplaced">Whether the added fields replace the field.</param>
    public bool TryExpand(LogFieldRange source, ExpandedField field, out bool isJson, out bool isReplaced)
    {
        (_field, _marks, _fields.Clashes) = (field, JsonMarks.None, 0);
        int at = JsonScan.SkipSpace(copy.Bytes, source.ValueOffset, ref _marks);
        byte first = copy.Bytes[at];
        isJson = first is (byte)'{' or (byte)'[';
        isReplaced = first == '{' || (isJson && _field.ExpandsArrays);
        at = first switch
        {
            (byte)'{' => ReadObject(at, _fields.GetRoot(source), 0),
            (byte)'[' => ReadArray(at, _fields.GetRoot(source), 0),
            (byte)'"' => JsonScan.FindStringEnd(copy.Bytes, at + 1, ref _marks, out _) + 1,
            _ => JsonScan.FindLiteralEnd(copy.Bytes, at),
        };
        return at > 0 && JsonScan.SkipSpace(copy.Bytes, at, ref _marks) == source.ValueOffset + source.ValueLength;
    }

    // Returns the position after the object, or -1 when it is not valid.
    private int ReadObject(int at, FieldPath path, int depth)
    {
        byte[] text = copy.Bytes;
        at = JsonScan.SkipSpace(text, at + 1, ref _marks);
        if (text[at] == '}')
        {
            return at + 1;
        }

        while (text[at] == '"')
        {
            if (_fields.Left == 0)
            {
                return ReadRest(at, path, depth, isObject: true);
            }

            int key = at + 1;
            if (path.Node is { } parent && _paths.Predict(parent, text, key) is { } known)
            {
                at = key + known.KeyLength + 1;
                _marks |= _paths.Visit(known);
                if (text[at] != ':' || text[at + 1] != '"')
                {
                    at = ReadMember(JsonScan.SkipColon(text, at, ref _marks), new(known), depth + 1, copy.Length);
                }
                else if (!TryReadString(text, known, ref at))
                {
                    return -1;
                }
            }
            else
            {
                at = ReadUnknownMember(key, path, depth);
            }

            if (at < 0)
            {
                return -1;
            }

            text = copy.Bytes;
            if (text[at] == ',' && text[at + 1] == '"')
            {
                at++;
                continue;
            }

            at = JsonScan.SkipSpace(text, at, ref _marks);
            if (text[at] != ',')
            {
                return text[at] == '}' ? at + 1 : -1;
            }

            at = JsonScan.SkipSpace(text, at + 1, ref _marks);
        }

        return -1;
    }

    // Most values are strings that follow the colon.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadString(byte[] text, PathNode path, ref int at)
    {
        Values++;
        int start = at + 2;
        int end = JsonScan.FindStringEnd(text, start, ref _marks, out bool hasEscapes);
        if (end > start)
        {
            _fields.AddString(new(path), start, end - start, hasEscapes);
        }

        at = end + 1;
        return end >= 0;
    }

    private int ReadUnknownMember(int key, FieldPath path, int depth)
    {
        int end = JsonScan.FindStringEnd(copy.Bytes, key, ref _marks, out bool hasEscapes);
        if (end < 0)
        {
            return -1;
        }

        int length = copy.Length;
        FieldPath child = _fields.GetChild(path, key, end - key, hasEscapes);
        _marks |= _paths.Visit(child.Node);
        return ReadMember(JsonScan.SkipColon(copy.Bytes, end + 1, ref _marks), child, depth + 1, length);
    }

    // An array remains text, or its elements become fields. Elements that are addressed do in any case.
    private int ReadArray(int at, FieldPath path, int depth)
    {
        bool isExpanded = _field.ExpandsArrays && depth < _maxDepth && path.NameLength <= MaxPrefixLength;
        if (isExpanded)
        {
            return ReadElements(at, path, depth, all: true);
        }

        int end = JsonScan.FindValueEnd(copy.Bytes, at, depth, ref _marks);
        if (end < 0)
        {
            return -1;
        }

        _marks |= depth < _maxDepth ? JsonMarks.None : JsonMarks.ExceedsLimits;
        if (depth > 0)
        {
            _fields.Add(path, at, end - at);
        }

        if (_field.Elements.Length > 0 && depth < _maxDepth && path.NameLength <= MaxPrefixLength)
        {
            ReadElements(at, path, depth, all: false);
        }

        return end;
    }

    private int ReadElements(int at, FieldPath path, int depth, bool all)
    {
        at = JsonScan.SkipSpace(copy.Bytes, at + 1, ref _marks);
        if (copy.Bytes[at] == ']')
        {
            return at + 1;
        }

        int last = all ? int.MaxValue : _field.FindLastElement(copy.Bytes.AsSpan(path.NameOffset, path.NameLength));
        for (int index = 0; index <= last; index++)
        {
            if (_fields.Left == 0)
            {
                return all ? ReadRest(at, path, depth, isObject: false, index) : at;
            }

            int length = copy.Length;
            bool isUsed = all || _field.HasElement(copy.Bytes.AsSpan(path.NameOffset, path.NameLength), index);
            at = isUsed
                ? ReadMember(at, _fields.GetElement(path, index), depth + 1, length)
                : JsonScan.FindValueEnd(copy.Bytes, at, depth + 1, ref _marks);
            if (at < 0)
            {
                return -1;
            }

            at = JsonScan.SkipSpace(copy.Bytes, at, ref _marks);
            if (copy.Bytes[at] != ',')
            {
                return copy.Bytes[at] == ']' ? at + 1 : -1;
            }

            at = JsonScan.SkipSpace(copy.Bytes, at + 1, ref _marks);
        }

        return at;
    }

    // Reads a value. A name that no field uses is removed again.
    private int ReadMember(int at, FieldPath path, int depth, int length)
    {
        if (path.Node is not null || at < 0)
        {
            return at < 0 ? -1 : ReadValue(at, path, depth);
        }

        int count = _table.Fields.Length;
        at = ReadValue(at, path, depth);
        if (_table.Fields.Length == count)
        {
            copy.RemoveFrom(length);
        }

        return at;
    }

    private int ReadValue(int at, FieldPath path, int depth)
    {
        Values++;
        byte[] text = copy.Bytes;
        int end;
        switch (text[at])
        {
            case (byte)'"':
                end = JsonScan.FindStringEnd(text, at + 1, ref _marks, out bool hasEscapes);
                if (end > at + 1)
                {
                    _fields.AddString(path, at + 1, end - at - 1, hasEscapes);
                }

                return end < 0 ? -1 : end + 1;
            case (byte)'{' when depth < _maxDepth && path.NameLength <= MaxPrefixLength:
                return ReadObject(at, path, depth);
            case (byte)'{':
                _marks |= JsonMarks.ExceedsLimits;
                end = JsonScan.FindValueEnd(text, at, depth, ref _marks);
                break;
            case (byte)'[':
                return ReadArray(at, path, depth);
            default:
                end = JsonScan.FindLiteralEnd(text, at);
                if (text[at] == 'n')
                {
                    return end;
                }

                break;
        }

        if (end > 0)
        {
            _fields.Add(path, at, end - at);
        }

        return end;
    }

    // The rest of an object or array becomes JSON text under its name.
    private int ReadRest(int at, FieldPath path, int depth, bool isObject, int index = 0)
    {
        _marks |= JsonMarks.ExceedsLimits;
        int end = JsonScan.FindRestEnd(copy.Bytes, at, isObject, depth, ref _marks);
        if (end > 0 && _isFlat)
        {
            _fields.AddRest(path, at, end, isObject);
        }

        if (end > 0 && isObject)
        {
            _needed!.ReadMembers(at, path, depth);
        }
        else if (end > 0)
        {
            _needed!.ReadElement(at, path, index, depth);
        }

        _fields.Left = 0;
        return end;
    }
}
