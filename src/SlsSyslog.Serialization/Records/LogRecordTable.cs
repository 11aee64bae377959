using System.Buffers.Text;

namespace SlsSyslog.Serialization;

/// <summary>Specifies the positions of the parts of one record in a block of bytes.</summary>
/// <remarks>
/// A <see cref="LogBatch"/> owns one table and refills it for every record, so that reading a batch does not allocate. All offsets are
/// relative to the start of the block of the <see cref="LogRecord"/>. Formatters cache what they rendered in the table. Instances are not
/// thread-safe.
/// </remarks>
public sealed class LogRecordTable
{
    private LogFieldRange[] _fields = new LogFieldRange[32];
    private LogFieldRange[] _tags = new LogFieldRange[8];
    private int _fieldCount;
    private int _tagCount;
    private int _hiddenCount;
    private readonly JsonFieldList _jsonFields = new();
    private JsonFieldWriter? _jsonWriter;
    private readonly byte[] _digits = new byte[VectorCopy.Width];
    private readonly FormatterCaches _caches = new();
    private RenderedText? _time;

    /// <summary>Gets or sets the origin of the records; <see langword="null"/> for records that do not come from SLS.</summary>
    public LogOrigin? Origin { get; set; }

    /// <summary>
    /// Gets or sets a value that indicates whether the records represent logs that expired before they were read. Bodies that write pairs
    /// begin such a record with <c>__slssyslog_gap__=true</c>, which no log can write.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool IsGap { get; set; }

    /// <summary>
    /// Gets or sets a value that indicates whether the records are heartbeat records, which the forwarder itself sends. Bodies that write pairs
    /// begin such a record with <c>__slssyslog_heartbeat__=true</c>, which no log can write.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool IsHeartbeat { get; set; }

    /// <summary>Gets a value that indicates whether the records are logs, so that their content is not trusted.</summary>
    internal bool IsLog => !IsGap && !IsHeartbeat;

    internal ReadOnlySpan<LogFieldRange> Fields => _fields.AsSpan(0, _fieldCount);

    /// <summary>Gets or sets what a profile found in the current record; <see langword="null"/> when no mapper has seen it.</summary>
    internal MappedEvent? Event { get; set; }

    /// <summary>Gets or sets the event that is reused for the records of this table.</summary>
    internal MappedEvent? OwnedEvent { get; set; }

    /// <summary>Gets the fields, then those that only a search by name finds.</summary>
    internal ReadOnlySpan<LogFieldRange> AllFields => _fields.AsSpan(0, _fieldCount + _hiddenCount);

    /// <summary>Gets the fields whose values are valid JSON objects and arrays that JSON bodies write in place, by ascending index.</summary>
    internal ReadOnlySpan<JsonField> JsonFields => Part is null ? _jsonFields.Fields : default;

    /// <summary>Gets or sets which part of a record the fields are; null for a whole record. JSON in parts is text.</summary>
    internal RecordPart? Part { get; set; }

    /// <summary>Gets or sets the copy that owns this table; <see langword="null"/> for a table that a reader fills.</summary>
    internal RecordCopy? Owner { get; init; }

    /// <summary>Gets or sets the copy of the current record to which steps before the formatter add fields.</summary>
    internal RecordCopy? Copy { get; set; }

    internal ReadOnlySpan<LogFieldRange> Tags => _tags.AsSpan(0, _tagCount);

    internal ReadOnlySpan<FormatterCache> Caches => _caches.All;

    internal int TopicOffset { get; private set; }

    internal int TopicLength { get; private set; }

    internal int SourceOffset { get; private set; }

    internal int SourceLength { get; private set; }

    internal long? GroupCursor { get; private set; }

    internal int IndexInGroup { get; private set; }

    internal long UnixSeconds { get; private set; }

    internal int Nanoseconds { get; private set; }

    /// <summary>Gets a number that changes with every change to the group. What was rendered for a group is valid while it is the same.</summary>
    internal long GroupVersion { get; private set; }

    /// <summary>Starts a group without topic, source and tags.</summary>
    /// <param name="cursor">The integer cursor of the LogGroup if it is known exactly, otherwise <see langword="null"/>.</param>
    public void BeginGroup(long? cursor)
    {
        GroupVersion++;
        TopicOffset = TopicLength = SourceOffset = SourceLength = 0;
        _tagCount = 0;
        StartGroup(cursor);
    }

    /// <summary>Starts a group with the topic, source and tags of the current one, whose bytes are repeated at other offsets.</summary>
    /// <param name="cursor">The integer cursor of the LogGroup if it is known exactly, otherwise <see langword="null"/>.</param>
    /// <param name="shift">The number of bytes by which each offset is larger.</param>
    public void RepeatGroup(long? cursor, int shift)
    {
        TopicOffset += shift;
        SourceOffset += shift;
        LogFieldRange.Move(_tags.AsSpan(0, _tagCount), shift);
        StartGroup(cursor);
    }

    /// <summary>Sets the topic of the group.</summary>
    /// <param name="offset">The offset in the block.</param>
    /// <param name="length">The length in bytes.</param>
    public void SetTopic(int offset, int length)
    {
        GroupVersion++;
        (TopicOffset, TopicLength) = (offset, length);
    }

    /// <summary>Sets the source of the group.</summary>
    /// <param name="offset">The offset in the block.</param>
    /// <param name="length">The length in bytes.</param>
    public void SetSource(int offset, int length)
    {
        GroupVersion++;
        (SourceOffset, SourceLength) = (offset, length);
    }

    /// <summary>Adds a tag to the group.</summary>
    /// <param name="keyOffset">The offset of the key in the block.</param>
    /// <param name="keyLength">The length of the key in bytes.</param>
    /// <param name="valueOffset">The offset of the value in the block.</param>
    /// <param name="valueLength">The length of the value in bytes.</param>
    public void AddTag(int keyOffset, int keyLength, int valueOffset, int valueLength)
    {
        GroupVersion++;
        if (_tagCount == _tags.Length)
        {
            Array.Resize(ref _tags, _tags.Length * 2);
        }

        _tags[_tagCount++] = new LogFieldRange(keyOffset, keyLength, valueOffset, valueLength);
    }

    /// <summary>Starts the next record of the group, without fields.</summary>
    /// <param name="unixSeconds">The time in seconds since 1970 (SLS: Time, unsigned 32 bits).</param>
    /// <param name="nanoseconds">The fraction of the second in nanoseconds, from 0 to 999,999,999 (SLS: Time_ns), or 0 if absent.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginRecord(long unixSeconds, int nanoseconds)
    {
        UnixSeconds = unixSeconds;
        Nanoseconds = nanoseconds;
        IndexInGroup++;
        _fieldCount = 0;
        Event = null;
    }

    /// <summary>Sets the time of the record, for readers that find it after the fields.</summary>
    /// <param name="unixSeconds">The time in seconds since 1970 (SLS: Time, unsigned 32 bits).</param>
    /// <param name="nanoseconds">The fraction of the second in nanoseconds, from 0 to 999,999,999 (SLS: Time_ns), or 0 if absent.</param>
    public void SetTime(long unixSeconds, int nanoseconds) => (UnixSeconds, Nanoseconds) = (unixSeconds, nanoseconds);

    /// <summary>Adds a field to the record.</summary>
    /// <param name="keyOffset">The offset of the key in the block.</param>
    /// <param name="keyLength">The length of the key in bytes.</param>
    /// <param name="valueOffset">The offset of the value in the block.</param>
    /// <param name="valueLength">The length of the value in bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddField(int keyOffset, int keyLength, int valueOffset, int valueLength)
    {
        LogFieldRange[] fields = _fields;
        int count = _fieldCount;
        if ((uint)count >= (uint)fields.Length)
        {
            fields = GrowFields();
        }

        fields[count] = new LogFieldRange(keyOffset, keyLength, valueOffset, valueLength);
        _fieldCount = count + 1;
    }

    /// <summary>Starts a copy of the current record of another table, in the same group, without fields.</summary>
    internal void BeginCopy(LogRecordTable source)
    {
        (UnixSeconds, Nanoseconds, GroupCursor, IndexInGroup) = (source.UnixSeconds, source.Nanoseconds, source.GroupCursor, source.IndexInGroup);
        (Origin, IsGap, IsHeartbeat, Event) = (source.Origin, source.IsGap, source.IsHeartbeat, null);
        _fieldCount = _hiddenCount = 0;
        _jsonFields.Clear();
    }

    internal JsonFieldWriter GetJsonWriter() => _jsonWriter ??= new();

    /// <summary>Replaces all fields by as many or fewer ones, the last of which only a search by name finds.</summary>
    internal void SetFields(scoped ReadOnlySpan<LogFieldRange> fields, int hidden)
    {
        fields.CopyTo(_fields);
        (_fieldCount, _hiddenCount) = (fields.Length - hidden, hidden);
    }

    /// <summary>Replaces a field.</summary>
    internal void SetField(int index, LogFieldRange field) => _fields[index] = field;

    /// <summary>Replaces the value of a tag, for the current record.</summary>
    internal void SetTagValue(int index, int offset, int length) =>
        _tags[index] = new LogFieldRange(_tags[index].KeyOffset, _tags[index].KeyLength, offset, length);

    /// <summary>Removes the fields from an index on, including those that only a search by name finds.</summary>
    internal void RemoveFieldsFrom(int index)
    {
        _hiddenCount = 0;
        _fieldCount = index;
    }

    /// <summary>Removes one field. The fields after it move down.</summary>
    internal void RemoveField(int index)
    {
        _fields.AsSpan((index + 1)..(_fieldCount + _hiddenCount)).CopyTo(_fields.AsSpan(index));
        _fieldCount--;
        _jsonFields.MoveDownAfter(index);
    }

    /// <summary>Hides the fields from an index on: only a search by name finds them.</summary>
    internal void HideFieldsFrom(int index)
    {
        _hiddenCount += _fieldCount - index;
        _fieldCount = index;
    }

    /// <summary>Shows the hidden fields after the others. Returns their number.</summary>
    internal int ShowFields()
    {
        int hidden = _hiddenCount;
        _fieldCount += hidden;
        _hiddenCount = 0;
        return hidden;
    }

    /// <summary>Moves fields to the end and hides them.</summary>
    internal void HideFields(int first, int count)
    {
        // Three reversals rotate without further memory.
        _fields.AsSpan(first, count).Reverse();
        _fields.AsSpan((first + count).._fieldCount).Reverse();
        _fields.AsSpan(first.._fieldCount).Reverse();
        HideFieldsFrom(_fieldCount - count);
    }

    /// <summary>Marks a field as JSON that bodies write in place.</summary>
    internal void AddJsonField(JsonField field) => _jsonFields.Add(field);

    internal ReadOnlySpan<byte> FormatNanoseconds(out int length)
    {
        Utf8Formatter.TryFormat(Nanoseconds, _digits, out length);
        return _digits;
    }

    /// <summary>Formats the time of the record: in seconds, or in ISO 8601 if the year has four digits. Valid until the next call.</summary>
    internal ReadOnlySpan<byte> FormatTime(bool isIso)
    {
        SyslogWriter writer = (_time ??= new()).Begin();
        if (isIso)
        {
            Iso8601.WriteUtc(UnixSeconds, Nanoseconds, ref writer);
        }
        else
        {
            writer.Write(UnixSeconds);
        }

        _time.End(writer);
        return _time.Text;
    }

    /// <summary>Gets the cache of a formatter: see <see cref="FormatterCaches.Get"/>.</summary>
    internal FormatterCache GetCache(object owner, bool escapesBidi = false) => _caches.Get(owner, escapesBidi);

    // Without a new version: what was rendered for the group is used again when its content is the same.
    private void StartGroup(long? cursor) => (GroupCursor, IndexInGroup, _fieldCount, Event) = (cursor, -1, 0, null);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private LogFieldRange[] GrowFields()
    {
        Array.Resize(ref _fields, _fields.Length * 2);
        return _fields;
    }
}
