namespace SlsSyslog.Serialization;

/// <summary>
/// Represents one log of a <see cref="LogBatch"/>. Valid until the next call of <see cref="LogBatch.MoveNext"/>. Texts are bytes as SLS
/// sent them: they should be UTF-8 but can contain any bytes.
/// </summary>
public readonly ref struct LogRecord
{
    private readonly ReadOnlySpan<byte> _block;
    private readonly LogRecordTable _table;

    /// <summary>Initializes a new instance of the <see cref="LogRecord"/> struct.</summary>
    /// <param name="block">
    /// The bytes that the offsets of the table refer to. With at least 32 further bytes after the last value, every value can be copied in
    /// whole vectors.
    /// </param>
    /// <param name="table">The positions of the parts of the record.</param>
    public LogRecord(ReadOnlySpan<byte> block, LogRecordTable table)
    {
        _block = block;
        _table = table;
    }

    /// <summary>Gets the time of the log in whole seconds since 1970.</summary>
    public long UnixSeconds => _table.UnixSeconds;

    /// <summary>Gets the fraction of the second in nanoseconds, from 0 to 999,999,999. The value is 0 if SLS did not send a fraction.</summary>
    public int Nanoseconds => _table.Nanoseconds;

    /// <summary>Gets the topic of the LogGroup; empty when absent.</summary>
    public ReadOnlySpan<byte> Topic => _block.Slice(_table.TopicOffset, _table.TopicLength);

    /// <summary>Gets the source of the LogGroup, usually an address; empty when absent.</summary>
    public ReadOnlySpan<byte> Source => _block.Slice(_table.SourceOffset, _table.SourceLength);

    /// <summary>Gets the number of fields, including repeated keys.</summary>
    public int FieldCount => _table.Fields.Length;

    /// <summary>Gets the number of tags of the LogGroup.</summary>
    public int TagCount => _table.Tags.Length;

    /// <summary>Gets the origin of the log; <see langword="null"/> for a record that does not come from SLS.</summary>
    public LogOrigin? Origin => _table.Origin;

    /// <summary>Gets the integer cursor of the LogGroup, or <see langword="null"/> when the response does not specify it.</summary>
    public long? GroupCursor => _table.GroupCursor;

    /// <summary>Gets the zero-based index of the log in its LogGroup.</summary>
    public int IndexInGroup => _table.IndexInGroup;

    /// <summary>
    /// Gets a value that indicates whether the record represents logs that expired before they were read. It is not a property of a log:
    /// nothing that a log contains sets it.
    /// </summary>
    public bool IsGap => _table.IsGap;

    /// <summary>
    /// Gets a value that indicates whether the record is a heartbeat record, which the forwarder itself sends at a fixed interval. It is not a
    /// property of a log: nothing that a log contains sets it.
    /// </summary>
    public bool IsHeartbeat => _table.IsHeartbeat;

    /// <summary>Gets a value that indicates whether the record is a log: neither a gap record nor a heartbeat record.</summary>
    internal bool IsLog => _table.IsLog;

    /// <summary>Gets what bodies and headers write as the topic of a log that has the topic of gap records or heartbeat records.</summary>
    internal static ReadOnlySpan<byte> RenamedTopic => "__slssyslog_log__"u8;

    /// <summary>Gets a value that indicates whether the record is a log with the topic of gap records or heartbeat records.</summary>
    internal bool HasReservedTopic => IsLog && (Topic.SequenceEqual(Marks.Gap) || Topic.SequenceEqual(Marks.Heartbeat));

    /// <summary>Gets the time that a profile found in the record; the time of the log when there is none.</summary>
    internal (long UnixSeconds, int Nanoseconds) EventTime => _table.Event is { Profile: not null, HasTime: true } mapped
        ? (mapped.UnixSeconds, mapped.Nanoseconds)
        : (UnixSeconds, Nanoseconds);

    internal ReadOnlySpan<byte> Block => _block;

    internal LogRecordTable Table => _table;

    /// <summary>Gets the field at an index, in the order in which SLS sent them.</summary>
    /// <param name="index">The index, from 0 to <see cref="FieldCount"/> - 1.</param>
    /// <returns>The field.</returns>
    public LogField GetField(int index) => Slice(_table.Fields[index]);

    /// <summary>Gets the tag at an index, in the order in which SLS sent them, without the prefix <c>__tag__:</c>.</summary>
    /// <param name="index">The index, from 0 to <see cref="TagCount"/> - 1.</param>
    /// <returns>The tag.</returns>
    public LogField GetTag(int index) => Slice(_table.Tags[index]);

    /// <summary>Gets the value of a field. Of repeated keys, the last one is used, as in the tools of SLS.</summary>
    /// <param name="key">The key, in UTF-8.</param>
    /// <param name="value">The value; empty when the field does not exist.</param>
    /// <returns><see langword="true"/> if the log has the field; otherwise, <see langword="false"/>.</returns>
    /// <remarks>
    /// When a profile has mapped the record, the names of the vocabulary, such as <c>user.name</c>, yield the mapped values. A field of the log
    /// with such a name is not found, so that a log cannot forge them.
    /// </remarks>
    public bool TryGetField(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value) =>
        _table.Event is { } mapped && mapped.TryFind(this, key, out value, out bool isPresent)
            ? isPresent : TryFind(_table.AllFields, key, out value);

    /// <summary>Gets the value of a field of the log, also when a profile gives its name another value.</summary>
    internal bool TryGetOwnField(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value) => TryFind(_table.AllFields, key, out value);

    /// <summary>Gets the value of a tag. Of repeated tags, the last one is used.</summary>
    /// <param name="key">The name of the tag in UTF-8, without the prefix <c>__tag__:</c>.</param>
    /// <param name="value">The value; empty when the tag does not exist.</param>
    /// <returns><see langword="true"/> if the LogGroup has the tag; otherwise, <see langword="false"/>.</returns>
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

    private LogField Slice(LogFieldRange range) =>
        new(_block.Slice(range.KeyOffset, range.KeyLength), _block.Slice(range.ValueOffset, range.ValueLength));
}
