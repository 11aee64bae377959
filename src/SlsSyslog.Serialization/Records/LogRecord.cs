namespace SlsSyslog.Serialization;

/// <summary>
/// One log, lent by the <see cref="LogBatch"/> that walks: valid until its next <see cref="LogBatch.MoveNext"/>. All texts are
/// bytes as SLS sent them: UTF-8 by contract, any bytes in fact.
/// </summary>
public readonly ref struct LogRecord
{
    private readonly ReadOnlySpan<byte> _block;
    private readonly LogRecordTable _table;

    /// <summary>Makes a view over a block.</summary>
    /// <param name="block">
    /// The bytes that the table's offsets point into. Bytes behind the last value are welcome: with 32 of them every value is
    /// copied by the widest moves.
    /// </param>
    /// <param name="table">Where the parts of the record lie.</param>
    public LogRecord(ReadOnlySpan<byte> block, LogRecordTable table)
    {
        _block = block;
        _table = table;
    }

    /// <summary>The log's time, whole seconds since 1970.</summary>
    public long UnixSeconds => _table.UnixSeconds;

    /// <summary>The part of the time below a second, 0 to 999 999 999; 0 when SLS sent none.</summary>
    public int Nanoseconds => _table.Nanoseconds;

    /// <summary>The topic of the log's group; empty when absent.</summary>
    public ReadOnlySpan<byte> Topic => _block.Slice(_table.TopicOffset, _table.TopicLength);

    /// <summary>The source of the log's group, usually an address; empty when absent.</summary>
    public ReadOnlySpan<byte> Source => _block.Slice(_table.SourceOffset, _table.SourceLength);

    /// <summary>How many fields the log has, repeated keys counted each time.</summary>
    public int FieldCount => _table.Fields.Length;

    /// <summary>How many tags the log's group has.</summary>
    public int TagCount => _table.Tags.Length;

    /// <summary>Where the log comes from; null when it was made by hand.</summary>
    public LogOrigin? Origin => _table.Origin;

    /// <summary>The integer cursor of the log's group where the answer allows to know it, else null.</summary>
    public long? GroupCursor => _table.GroupCursor;

    /// <summary>The log's place in its group, from 0.</summary>
    public int IndexInGroup => _table.IndexInGroup;

    internal ReadOnlySpan<byte> Block => _block;

    internal LogRecordTable Table => _table;

    /// <summary>The field at a place, in the order SLS sent them.</summary>
    /// <param name="index">0 to <see cref="FieldCount"/> - 1.</param>
    /// <returns>The field, lent.</returns>
    public LogField GetField(int index) => Lend(_table.Fields[index]);

    /// <summary>The tag at a place, in the order SLS sent them, without the prefix <c>__tag__:</c>.</summary>
    /// <param name="index">0 to <see cref="TagCount"/> - 1.</param>
    /// <returns>The tag, lent.</returns>
    public LogField GetTag(int index) => Lend(_table.Tags[index]);

    /// <summary>Looks a field up; of repeated keys the last wins, as in SLS' own tools.</summary>
    /// <param name="key">The key, UTF-8.</param>
    /// <param name="value">The value, lent; empty when there is none.</param>
    /// <returns>Whether the log has the field.</returns>
    public bool TryGetField(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value) => TryFind(_table.Fields, key, out value);

    /// <summary>Looks a tag up by its name without the prefix <c>__tag__:</c>; of repeated tags the last wins.</summary>
    /// <param name="key">The tag's name, UTF-8.</param>
    /// <param name="value">The value, lent; empty when there is none.</param>
    /// <returns>Whether the log's group has the tag.</returns>
    public bool TryGetTag(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value) => TryFind(_table.Tags, key, out value);

    private bool TryFind(ReadOnlySpan<LogFieldRange> ranges, ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        for (int i = ranges.Length - 1; i >= 0; i--)
        {
            LogFieldRange range = ranges[i];
            if (range.KeyLength == key.Length && _block.Slice(range.KeyOffset, range.KeyLength).SequenceEqual(key))
            {
                value = _block.Slice(range.ValueOffset, range.ValueLength);
                return true;
            }
        }

        value = default;
        return false;
    }

    private LogField Lend(LogFieldRange range) =>
        new(_block.Slice(range.KeyOffset, range.KeyLength), _block.Slice(range.ValueOffset, range.ValueLength));
}
