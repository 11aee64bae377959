using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace SlsSyslog.Serialization;

/// <summary>
/// Says where in a block of bytes the parts of one record lie. A <see cref="LogBatch"/> owns one table and refills it for
/// every record, so that walking a batch makes no object. All offsets count from the start of the block that
/// <see cref="LogRecord"/> is made over. Not safe for use from several threads.
/// </summary>
public sealed class LogRecordTable
{
    private const int MostCaches = 32;

    private LogFieldRange[] _fields = new LogFieldRange[32];
    private LogFieldRange[] _tags = new LogFieldRange[8];
    private int _fieldCount;
    private int _tagCount;
    private readonly byte[] _digits = new byte[VectorCopy.Width];
    private FormatterCache[] _caches = [];

    /// <summary>Where the records come from; null when they were made by hand.</summary>
    public LogOrigin? Origin { get; set; }

    internal ReadOnlySpan<LogFieldRange> Fields => _fields.AsSpan(0, _fieldCount);

    internal ReadOnlySpan<LogFieldRange> Tags => _tags.AsSpan(0, _tagCount);

    internal int TopicOffset { get; private set; }

    internal int TopicLength { get; private set; }

    internal int SourceOffset { get; private set; }

    internal int SourceLength { get; private set; }

    internal long? GroupCursor { get; private set; }

    internal int IndexInGroup { get; private set; }

    internal long UnixSeconds { get; private set; }

    internal int Nanoseconds { get; private set; }

    // Grows with every group and every change to it: what was rendered for one group is valid while this stays the same.
    internal long GroupVersion { get; private set; }

    /// <summary>Starts a group: no topic, no source, no tags.</summary>
    /// <param name="cursor">The integer cursor of the LogGroup where it is known for sure, else null.</param>
    public void BeginGroup(long? cursor)
    {
        GroupVersion++;
        GroupCursor = cursor;
        TopicOffset = TopicLength = SourceOffset = SourceLength = 0;
        _tagCount = _fieldCount = 0;
        IndexInGroup = -1;
    }

    /// <summary>The topic of the group.</summary>
    /// <param name="offset">Where it starts in the block.</param>
    /// <param name="length">Its length in bytes.</param>
    public void SetTopic(int offset, int length)
    {
        GroupVersion++;
        (TopicOffset, TopicLength) = (offset, length);
    }

    /// <summary>The source of the group.</summary>
    /// <param name="offset">Where it starts in the block.</param>
    /// <param name="length">Its length in bytes.</param>
    public void SetSource(int offset, int length)
    {
        GroupVersion++;
        (SourceOffset, SourceLength) = (offset, length);
    }

    /// <summary>Adds a tag to the group.</summary>
    /// <param name="keyOffset">Where the key starts in the block.</param>
    /// <param name="keyLength">The key's length in bytes.</param>
    /// <param name="valueOffset">Where the value starts in the block.</param>
    /// <param name="valueLength">The value's length in bytes.</param>
    public void AddTag(int keyOffset, int keyLength, int valueOffset, int valueLength)
    {
        GroupVersion++;
        if (_tagCount == _tags.Length)
        {
            Array.Resize(ref _tags, _tags.Length * 2);
        }

        _tags[_tagCount++] = new LogFieldRange(keyOffset, keyLength, valueOffset, valueLength);
    }

    /// <summary>Starts the next record of the group: no fields.</summary>
    /// <param name="unixSeconds">The log's time, seconds since 1970 (SLS: Time, unsigned 32 bits).</param>
    /// <param name="nanoseconds">The part below a second, 0 to 999 999 999 (SLS: Time_ns); 0 when absent.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginRecord(long unixSeconds, int nanoseconds)
    {
        UnixSeconds = unixSeconds;
        Nanoseconds = nanoseconds;
        IndexInGroup++;
        _fieldCount = 0;
    }

    /// <summary>The record's time, for readers that meet it behind the fields.</summary>
    /// <param name="unixSeconds">Seconds since 1970 (SLS: Time, unsigned 32 bits).</param>
    /// <param name="nanoseconds">The part below a second, 0 to 999 999 999 (SLS: Time_ns); 0 when absent.</param>
    public void SetTime(long unixSeconds, int nanoseconds) => (UnixSeconds, Nanoseconds) = (unixSeconds, nanoseconds);

    /// <summary>Adds a field to the record.</summary>
    /// <param name="keyOffset">Where the key starts in the block.</param>
    /// <param name="keyLength">The key's length in bytes.</param>
    /// <param name="valueOffset">Where the value starts in the block.</param>
    /// <param name="valueLength">The value's length in bytes.</param>
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

    internal ReadOnlySpan<byte> FormatNanoseconds(out int length)
    {
        Utf8Formatter.TryFormat(Nanoseconds, _digits, out length);
        return _digits;
    }

    // The place where a formatter keeps what it rendered for the group.
    internal FormatterCache GetCache(object owner, bool escapesBidi = false)
    {
        foreach (FormatterCache cache in _caches)
        {
            if (ReferenceEquals(cache.Owner, owner) && cache.EscapesBidi == escapesBidi)
            {
                return cache;
            }
        }

        return AddCache(owner, escapesBidi);
    }

    private FormatterCache AddCache(object owner, bool escapesBidi)
    {
        // A route has an envelope, a body and perhaps some elements; whoever makes formatters without end must not fill the memory.
        FormatterCache added = new(owner, escapesBidi);
        _caches = _caches.Length < MostCaches ? [.. _caches, added] : [.. _caches[1..], added];
        return added;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private LogFieldRange[] GrowFields()
    {
        Array.Resize(ref _fields, _fields.Length * 2);
        return _fields;
    }
}
