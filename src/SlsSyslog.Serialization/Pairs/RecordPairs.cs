namespace SlsSyslog.Serialization;

/// <summary>Numbers the pairs of a record off the fast path: those of the group, then the fields. Pairs of mapped values are absent.</summary>
internal readonly ref struct RecordPairs(LogRecord record, MappedEvent? mapped = null)
{
    public const int Topic = 0;
    public const int Source = 1;
    public const int Nanoseconds = 2;
    public const int FirstTag = 3;

    private readonly LogRecord _record = record;
    private readonly MappedEvent? _mapped = mapped;

    public LogRecord Record => _record;

    public int Count => FirstTag + _record.TagCount + _record.FieldCount;

    public int FirstField => FirstTag + _record.TagCount;

    public static ReadOnlySpan<byte> TagPrefix => "__tag__:"u8;

    /// <summary>Determines whether the pair is written. Nanoseconds are written when they are not zero.</summary>
    public bool IsPresent(int index)
    {
        if (index == Nanoseconds)
        {
            return _record.Nanoseconds != 0;
        }

        return _mapped is null || index switch
        {
            Topic => !_mapped.UsesTopic && _record.Table.TopicLength > 0,
            Source => !_mapped.UsesSource && _record.Table.SourceLength > 0,
            _ => index < FirstField ? !_mapped.IsTagUsed(index - FirstTag) : !_mapped.IsFieldUsed(index - FirstField),
        };
    }

    public static ReadOnlySpan<byte> GetGroupName(int index) => index switch
    {
        Topic => "__topic__"u8,
        Source => "__source__"u8,
        _ => "__time_ns_part__"u8,
    };

    /// <summary>Gets the key of the pair. Valid until the next call.</summary>
    public PairKey GetKey(int index, KeyCache keys, int room)
    {
        if (index < FirstTag)
        {
            return keys.GetGroup(index);
        }

        LogFieldRange range = GetRange(index);
        return keys.Get(index < FirstField ? TagPrefix : default, _record.Block.Slice(range.KeyOffset, range.KeyLength), room);
    }

    /// <summary>Finds the JSON that a pair contains. Returns null when its value is a text.</summary>
    public JsonField? FindJson(int index)
    {
        foreach (JsonField json in _record.Table.JsonFields)
        {
            if (json.Index == index - FirstField)
            {
                return json;
            }
        }

        return null;
    }

    /// <summary>Gets the value, followed by whatever is after it in memory.</summary>
    public ReadOnlySpan<byte> GetValue(int index, out int length)
    {
        LogRecordTable table = _record.Table;
        switch (index)
        {
            case Topic when _record.HasReservedTopic:
                length = LogRecord.RenamedTopic.Length;
                return LogRecord.RenamedTopic;
            case Topic:
                length = table.TopicLength;
                return _record.Block[table.TopicOffset..];
            case Source:
                length = table.SourceLength;
                return _record.Block[table.SourceOffset..];
            case Nanoseconds:
                return table.FormatNanoseconds(out length);
            default:
                length = GetRange(index).ValueLength;
                return _record.Block[GetRange(index).ValueOffset..];
        }
    }

    private LogFieldRange GetRange(int index) =>
        index < FirstField ? _record.Table.Tags[index - FirstTag] : _record.Table.Fields[index - FirstField];
}
