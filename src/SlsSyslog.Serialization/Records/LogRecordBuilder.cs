using System.Text;

namespace SlsSyslog.Serialization;

/// <summary>
/// Makes a record by hand, for users without SLS and for tests. Can be cleared and used again, and then makes no object unless
/// it must grow. Texts given as <see cref="string"/> are encoded as UTF-8; a lone surrogate becomes U+FFFD. Not safe for use
/// from several threads.
/// </summary>
public sealed class LogRecordBuilder
{
    private readonly LogRecordTable _table = new();
    private byte[] _block = new byte[1024];
    private int _length;

    // Where what belongs to the group ends, and whatever fields were added in front of it.
    private int _groupEnd;

    /// <summary>Makes a builder of an empty record from 1970.</summary>
    public LogRecordBuilder() => Clear();

    /// <summary>The record as it is now: valid until the next change.</summary>
    public LogRecord Record => new(_block, _table);

    /// <summary>Starts a new record in a new group: no topic, no source, no tags, no fields, the time 1970.</summary>
    /// <param name="origin">Where the record comes from; null when that is not SLS.</param>
    /// <param name="groupCursor">The integer cursor of the LogGroup where it is known, else null.</param>
    /// <returns>This builder.</returns>
    public LogRecordBuilder Clear(LogOrigin? origin = null, long? groupCursor = null)
    {
        _length = _groupEnd = 0;
        _table.Origin = origin;
        _table.BeginGroup(groupCursor);
        _table.BeginRecord(0, 0);
        return this;
    }

    /// <summary>Starts the next record of the same group: topic, source and tags stay, the fields go.</summary>
    /// <returns>This builder.</returns>
    public LogRecordBuilder NextInGroup()
    {
        _length = _groupEnd;
        _table.BeginRecord(0, 0);
        return this;
    }

    /// <summary>Sets the time.</summary>
    /// <param name="time">The time; what is below a second becomes the nanosecond part.</param>
    /// <returns>This builder.</returns>
    public LogRecordBuilder SetTime(DateTimeOffset time) =>
        SetTime(time.ToUnixTimeSeconds(), (int)(time.UtcTicks % TimeSpan.TicksPerSecond) * (int)TimeSpan.NanosecondsPerTick);

    /// <summary>Sets the time.</summary>
    /// <param name="unixSeconds">Seconds since 1970.</param>
    /// <param name="nanoseconds">The part below a second, 0 to 999 999 999.</param>
    /// <returns>This builder.</returns>
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

    /// <summary>Adds a field; the same key may be added more than once.</summary>
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
