namespace SlsSyslog.Serialization;

/// <summary>Expands some fields of records that contain JSON. Any number of threads can use an instance.</summary>
internal sealed class FieldExpansion(ExpandedField[] fields, ExpandForm form, int maxDepth, int maxFields) : IRecordStep
{
    public const int DefaultMaxDepth = 8;
    public const int DefaultMaxFields = 256;

    public ExpandedField[] Fields => fields;

    public ExpandForm Form => form;

    /// <summary>Gets the dotted names that are added also when the record has more fields than the limit.</summary>
    public byte[][] Needed { get; init; } = [];

    public int MaxDepth => maxDepth;

    public int MaxFields => maxFields;

    /// <summary>
    /// Creates an expansion with the default limits. A path is the key of a field, such as <c>event</c>, or the address of an element of an
    /// array, such as <c>sourceIPs.0</c>.
    /// </summary>
    public static FieldExpansion Create(
        IEnumerable<(string Path, bool Arrays)> paths, ExpandForm form = ExpandForm.Flatten, params IEnumerable<string> needed) =>
        new(ExpandedField.Create(paths), form, DefaultMaxDepth, DefaultMaxFields) { Needed = [.. needed.Select(Encoding.UTF8.GetBytes)] };

    public LogRecord Apply(LogRecord record, scoped ref RecordTransformCounts counts)
    {
        if (!HasField(record))
        {
            return record;
        }

        RecordCopy copy = RecordCopy.Of(record);
        Expand(copy, ref counts);
        return copy.Record;
    }

    /// <summary>Finds the field with a name. Returns null when it is not expanded.</summary>
    public ExpandedField? Find(scoped ReadOnlySpan<byte> name)
    {
        foreach (ExpandedField field in fields)
        {
            if (name.SequenceEqual(field.Name))
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>Determines whether a field could have the name of a value in one of the fields.</summary>
    public bool CouldRepeat(scoped ReadOnlySpan<byte> name)
    {
        foreach (ExpandedField field in fields)
        {
            if (field.IsPrefixOf(name))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasField(scoped LogRecord record)
    {
        ReadOnlySpan<byte> block = record.Block;
        foreach (LogFieldRange field in record.Table.Fields)
        {
            if (field.ValueLength > 1 && Find(block.Slice(field.KeyOffset, field.KeyLength)) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private void Expand(RecordCopy copy, ref RecordTransformCounts counts)
    {
        LogRecordTable table = copy.Table;
        JsonFlattener flattener = copy.Flattener;
        bool isFlat = form == ExpandForm.Flatten;
        int stored = table.Fields.Length;
        int hidden = table.ShowFields();
        flattener.Begin(this);
        for (int i = 0; i < stored; i++)
        {
            LogFieldRange source = table.Fields[i];
            if (source.ValueLength < 2 || Find(copy.Bytes.AsSpan(source.KeyOffset, source.KeyLength)) is not { } field || IsExpanded(table, i))
            {
                continue;
            }

            int first = table.Fields.Length;
            if (!flattener.TryExpand(source, field, out bool isJson, out bool isReplaced))
            {
                flattener.Fields.RemoveFrom(first);
                counts.UnparsedFields++;
                continue;
            }

            counts.NameClashes += flattener.Fields.Clashes;
            if (isJson && !isFlat)
            {
                table.AddJsonField(new JsonField(i, flattener.Marks == JsonMarks.None, maxDepth, maxFields));
            }
            else if (isReplaced && isFlat)
            {
                table.RemoveField(i);
                i--;
                stored--;
            }
        }

        if (!isFlat)
        {
            table.HideFieldsFrom(stored);
        }
        else if (hidden > 0)
        {
            table.HideFields(stored, hidden);
        }
    }

    // An earlier step may have unfolded the field already.
    private static bool IsExpanded(LogRecordTable table, int index)
    {
        foreach (JsonField json in table.JsonFields)
        {
            if (json.Index == index)
            {
                return true;
            }
        }

        return false;
    }
}
