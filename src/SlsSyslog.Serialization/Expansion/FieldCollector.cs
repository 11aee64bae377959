namespace SlsSyslog.Serialization;

/// <summary>Adds the values of JSON to a copied record, as fields with dotted names that occur once.</summary>
internal sealed class FieldCollector(RecordCopy copy)
{
    private readonly LogRecordTable _table = copy.Table;
    private readonly PathCache _paths = copy.Paths;

    /// <summary>Gets or sets the number of fields that can be added.</summary>
    public int Left { get; set; }

    /// <summary>Gets or sets the number of values that were not added because the record has a field of that name.</summary>
    public long Clashes { get; set; }

    /// <summary>Adds a field whose value is a string of JSON.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddString(FieldPath path, int offset, int length, bool hasEscapes)
    {
        if (hasEscapes)
        {
            AddEscaped(path, offset, length);
        }
        else
        {
            Add(path, offset, length);
        }
    }

    private void AddEscaped(FieldPath path, int offset, int length)
    {
        Span<byte> room = copy.Reserve(length + VectorCopy.Width);
        int written = JsonText.Unescape(copy.Bytes, offset, length, room);
        room[written] = 0;
        offset = copy.Length;
        copy.Advance(written + 1);
        Add(path, offset, written);
    }

    /// <summary>Adds a field, unless the record has one of that name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(FieldPath path, int offset, int length)
    {
        if (_paths.TryUse(path, copy.Bytes))
        {
            _table.AddField(path.NameOffset, path.NameLength, offset, length);
            Left--;
        }
        else
        {
            Clashes++;
        }
    }

    /// <summary>Adds the rest of an object or array as JSON text.</summary>
    public void AddRest(FieldPath path, int start, int end, bool isObject)
    {
        int length = end - start + 1;
        Span<byte> room = copy.Reserve(length + 1);
        room[0] = isObject ? (byte)'{' : (byte)'[';
        copy.Bytes.AsSpan(start..end).CopyTo(room[1..]);
        room[length] = 0;
        copy.Advance(length + 1);
        Add(path, copy.Length - length - 1, length);
    }

    /// <summary>Gets the path of the field that contains the JSON.</summary>
    public FieldPath GetRoot(LogFieldRange source) =>
        _paths.GetChild(null, copy.Bytes.AsSpan(source.KeyOffset, source.KeyLength), copy) is { } node
            ? new(node)
            : new(source.KeyOffset, source.KeyLength);

    public FieldPath GetElement(FieldPath path, int index)
    {
        Span<byte> digits = stackalloc byte[10];
        index.TryFormat(digits, out int length, provider: CultureInfo.InvariantCulture);
        digits = digits[..length];
        return path.Node is not null && _paths.GetChild(path.Node, digits, copy) is { } node
            ? new(node)
            : new(copy.AppendDotted(copy.Bytes.AsSpan(path.NameOffset, path.NameLength), digits), path.NameLength + 1 + length);
    }

    /// <summary>Gets the path of a key whose text is in the block.</summary>
    public FieldPath GetChild(FieldPath path, int key, int length, bool hasEscapes)
    {
        if (!hasEscapes && path.Node is not null && _paths.GetChild(path.Node, copy.Bytes.AsSpan(key, length), copy) is { } node)
        {
            return new(node);
        }

        Span<byte> room = copy.Reserve(path.NameLength + length + 2);
        ReadOnlySpan<byte> text = copy.Bytes.AsSpan(key, length);
        copy.Bytes.AsSpan(path.NameOffset, path.NameLength).CopyTo(room);
        room[path.NameLength] = (byte)'.';
        int end = path.NameLength + 1;
        if (hasEscapes)
        {
            end += JsonText.Unescape(text, room[end..]);
        }
        else
        {
            text.CopyTo(room[end..]);
            end += length;
        }

        room[end] = 0;
        copy.Advance(end + 1);
        return new(copy.Length - end - 1, end);
    }

    /// <summary>Begins a record. Its fields take precedence over those that are added, also those that an earlier step added.</summary>
    public void UseNames(FieldExpansion expansion)
    {
        foreach (LogFieldRange field in _table.AllFields)
        {
            if (expansion.CouldRepeat(copy.Bytes.AsSpan(field.KeyOffset, field.KeyLength)))
            {
                _paths.TryUse(copy.Bytes, field.KeyOffset, field.KeyLength);
            }
        }
    }

    /// <summary>Removes the fields from an index on, so that their names are not used.</summary>
    public void RemoveFrom(int first)
    {
        foreach (LogFieldRange field in _table.Fields[first..])
        {
            _paths.Release(copy.Bytes, field.KeyOffset, field.KeyLength);
            Left++;
        }

        _table.RemoveFieldsFrom(first);
    }
}
