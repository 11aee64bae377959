namespace SlsSyslog.Serialization;

/// <summary>Builds a record in code, for applications without SLS and for tests.</summary>
/// <remarks>
/// A builder can be cleared and reused; it then allocates only when it must grow. Strings are encoded as UTF-8; a lone surrogate becomes
/// U+FFFD. Instances are not thread-safe.
/// </remarks>
public sealed class LogRecordBuilder
{
    private readonly LogRecordTable _table = new();
    private byte[] _block = new byte[1024];
    private int _length;

    // The end of the group's content and of fields that were added before it.
    private int _groupEnd;

    /// <summary>Initializes a new instance of the <see cref="LogRecordBuilder"/> class with an empty record at the time 1970-01-01.</summary>
    public LogRecordBuilder() => Clear();

    /// <summary>Gets the record in its current state. Valid until the next change.</summary>
    public LogRecord Record
    {
        get
        {
            // The record may have changed since a profile mapped it.
            _table.Event = null;
            return new(_block, _table);
        }
    }

    /// <summary>Starts a new record in a new group, without topic, source, tags and fields, at the time 1970-01-01.</summary>
    /// <param name="origin">The origin of the record; <see langword="null"/> when it does not come from SLS.</param>
    /// <param name="groupCursor">The integer cursor of the LogGroup if it is known, otherwise <see langword="null"/>.</param>
    /// <returns>This builder.</returns>
    public LogRecordBuilder Clear(LogOrigin? origin = null, long? groupCursor = null)
    {
        _length = _groupEnd = 0;
        _table.Origin = origin;
        _table.BeginGroup(groupCursor);
        _table.BeginRecord(0, 0);
        return this;
    }

    /// <summary>Starts the next record of the same group, which keeps topic, source and tags but not the fields.</summary>
    /// <returns>This builder.</returns>
    public LogRecordBuilder NextInGroup()
    {
        _length = _groupEnd;
        _table.BeginRecord(0, 0);
        return this;
    }

    /// <summary>Sets the time.</summary>
    /// <param name="time">The time.</param>
    /// <returns>This builder.</returns>
    public LogRecordBuilder SetTime(DateTimeOffset time) =>
        SetTime(time.ToUnixTimeSeconds(), (int)(time.UtcTicks % TimeSpan.TicksPerSecond) * (int)TimeSpan.NanosecondsPerTick);

    /// <summary>Sets the time.</summary>
    /// <param name="unixSeconds">The time in seconds since 1970.</param>
    /// <param name="nanoseconds">The fraction of the second in nanoseconds, 0 to 999,999,999.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The nanoseconds are out of range.</exception>
    public LogRecordBuilder SetTime(long unixSeconds, int nanoseconds = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nanoseconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nanoseconds, 999_999_999);
        _table.SetTime(unixSeconds, nanoseconds);
        return this;
    }

    /// <summary>Sets the topic.</summary>
    /// <param name="topic">Any bytes.</param>
    /// <returns>This builder.</returns>
    public LogRecordBuilder SetTopic(ReadOnlySpan<byte> topic)
    {
        _table.SetTopic(Add(topic), topic.Length);
        _groupEnd = _length;
        return this;
    }

    /// <inheritdoc cref="SetTopic(ReadOnlySpan{byte})"/>
    public LogRecordBuilder SetTopic(string topic)
    {
        int offset = Add(topic);
        _table.SetTopic(offset, _length - offset);
        _groupEnd = _length;
        return this;
    }

    /// <summary>Sets the source.</summary>
    /// <param name="source">Any bytes, usually an address.</param>
    /// <returns>This builder.</returns>
    public LogRecordBuilder SetSource(ReadOnlySpan<byte> source)
    {
        _table.SetSource(Add(source), source.Length);
        _groupEnd = _length;
        return this;
    }

    /// <inheritdoc cref="SetSource(ReadOnlySpan{byte})"/>
    public LogRecordBuilder SetSource(string source)
    {
        int offset = Add(source);
        _table.SetSource(offset, _length - offset);
        _groupEnd = _length;
        return this;
    }

    /// <summary>Adds a tag.</summary>
    /// <param name="key">The name without the prefix <c>__tag__:</c>.</param>
    /// <param name="value">Any bytes.</param>
    /// <returns>This builder.</returns>
    public LogRecordBuilder AddTag(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        _table.AddTag(Add(key), key.Length, Add(value), value.Length);
        _groupEnd = _length;
        return this;
    }

    /// <inheritdoc cref="AddTag(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public LogRecordBuilder AddTag(string key, string value)
    {
        int keyOffset = Add(key);
        int valueOffset = Add(value);
        _table.AddTag(keyOffset, valueOffset - keyOffset, valueOffset, _length - valueOffset);
        _groupEnd = _length;
        return this;
    }

    /// <summary>Adds a field. The same key can be added more than once.</summary>
    /// <param name="key">Any bytes.</param>
    /// <param name="value">Any bytes.</param>
    /// <returns>This builder.</returns>
    public LogRecordBuilder AddField(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        _table.AddField(Add(key), key.Length, Add(value), value.Length);
        return this;
    }

    /// <inheritdoc cref="AddField(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public LogRecordBuilder AddField(string key, string value)
    {
        int keyOffset = Add(key);
        int valueOffset = Add(value);
        _table.AddField(keyOffset, valueOffset - keyOffset, valueOffset, _length - valueOffset);
        return this;
    }

    private int Add(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(MakeRoom(bytes.Length));
        int offset = _length;
        _length += bytes.Length;
        return offset;
    }

    private int Add(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int offset = _length;
        _length += Encoding.UTF8.GetBytes(text, MakeRoom(Encoding.UTF8.GetMaxByteCount(text.Length)));
        return offset;
    }

    private Span<byte> MakeRoom(int bytes)
    {
        if (_block.Length - _length < bytes + SyslogWriter.Slack)
        {
            Array.Resize(ref _block, Math.Max(_block.Length * 2, checked(_length + bytes + SyslogWriter.Slack)));
        }

        return _block.AsSpan(_length);
    }
}
