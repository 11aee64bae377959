using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace SlsSyslog.Serialization;

/// <summary>Specifies the positions of the parts of one record in a block of bytes.</summary>
/// <remarks>
/// A <see cref="LogBatch"/> owns one table and refills it for every record, so that reading a batch does not allocate. All offsets are
/// relative to the start of the block of the <see cref="LogRecord"/>. Formatters cache what they rendered in the table. Instances are not
/// thread-safe.
/// </remarks>
public sealed class LogRecordTable
{
    private const int MaxCaches = 32;

    private LogFieldRange[] _fields = new LogFieldRange[32];
    private LogFieldRange[] _tags = new LogFieldRange[8];
    private int _fieldCount;
    private int _tagCount;
    private readonly byte[] _digits = new byte[VectorCopy.Width];
    private FormatterCache[] _caches = [];

    /// <summary>Gets or sets the origin of the records; <see langword="null"/> for records that do not come from SLS.</summary>
    public LogOrigin? Origin { get; set; }

    /// <summary>
    /// Gets or sets a value that indicates whether the records represent logs that expired before they were read. Bodies that write pairs
    /// begin such a record with <c>__slssyslog_gap__=true</c>, which no log can write.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool IsGap { get; set; }

    internal ReadOnlySpan<LogFieldRange> Fields => _fields.AsSpan(0, _fieldCount);

    internal ReadOnlySpan<LogFieldRange> Tags => _tags.AsSpan(0, _tagCount);

    internal ReadOnlySpan<FormatterCache> Caches => _caches;

    internal int TopicOffset { get; private set; }

    internal int TopicLength { get; private set; }

    internal int SourceOffset { get; private set; }

    internal int SourceLength { get; private set; }

    internal long? GroupCursor { get; private set; }

    internal int IndexInGroup { get; private set; }

    internal long UnixSeconds { get; private set; }

    internal int Nanoseconds { get; private set; }

    /// <summary>
    /// Gets a number that changes with every change to the group. What was rendered for a group is valid while it is the same.
    /// </summary>
    internal long GroupVersion { get; private set; }

    /// <summary>Starts a group without topic, source and tags.</summary>
    /// <param name="cursor">The integer cursor of the LogGroup if it is known exactly, otherwise <see langword="null"/>.</param>
    public void BeginGroup(long? cursor)
    {
        GroupVersion++;
        GroupCursor = cursor;
        TopicOffset = TopicLength = SourceOffset = SourceLength = 0;
        _tagCount = _fieldCount = 0;
        IndexInGroup = -1;
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

    internal ReadOnlySpan<byte> FormatNanoseconds(out int length)
    {
        Utf8Formatter.TryFormat(Nanoseconds, _digits, out length);
        return _digits;
    }

    /// <summary>
    /// Gets the cache of a formatter. Formatters are shared by threads and cannot hold it; a table is used by one thread at a time.
    /// </summary>
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
        // A route has an envelope, a body and a few elements. The limit protects the memory of applications that create formatters
        // continually.
        FormatterCache added = new(owner, escapesBidi);
        _caches = _caches.Length < MaxCaches ? [.. _caches, added] : [.. _caches[1..], added];
        return added;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private LogFieldRange[] GrowFields()
    {
        Array.Resize(ref _fields, _fields.Length * 2);
        return _fields;
    }
}
