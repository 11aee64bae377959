namespace SlsSyslog.Serialization;

/// <summary>
/// Whole frames one behind the other in one contiguous piece of memory, with the place where each ends. A producer appends,
/// a transport sends what is in it, and it is cleared and filled again. Not safe for use from several threads.
/// </summary>
public sealed class FrameBuffer : IDisposable
{
    /// <summary>The size of a message that every receiver named in the documentation takes: 8192 bytes.</summary>
    public const int DefaultMaxMessageBytes = 8192;

    /// <summary>The size at which a buffer is worth sending: 256 KiB, a second-level cache and well under a socket buffer.</summary>
    public const int DefaultSliceBytes = 256 * 1024;

    private byte[] _bytes;
    private int[] _ends = new int[512];
    private int _countWidth = 3;

    /// <summary>Makes an empty buffer.</summary>
    /// <param name="framing">How the receiver finds the ends of messages.</param>
    /// <param name="maxMessageBytes">The longest message, bytes without the frame; at least 480 (RFC 5424 6.1).</param>
    /// <param name="sliceBytes">The length at which <see cref="IsFull"/> becomes true, bytes.</param>
    public FrameBuffer(
        SyslogFraming framing = SyslogFraming.OctetCounting,
        int maxMessageBytes = DefaultMaxMessageBytes,
        int sliceBytes = DefaultSliceBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessageBytes, 480);
        ArgumentOutOfRangeException.ThrowIfLessThan(sliceBytes, 1);
        Framing = framing;
        MaxMessageBytes = maxMessageBytes;
        SliceBytes = sliceBytes;
        _bytes = new byte[sliceBytes + FrameRoom];
    }

    /// <summary>How the receiver finds the ends of messages.</summary>
    public SyslogFraming Framing { get; }

    /// <summary>The longest message, bytes without the frame.</summary>
    public int MaxMessageBytes { get; }

    /// <summary>The length at which <see cref="IsFull"/> becomes true, bytes.</summary>
    public int SliceBytes { get; }

    /// <summary>How many frames are in the buffer.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes they have together.</summary>
    public int Length { get; private set; }

    /// <summary>Whether the buffer should be sent before the next message is appended.</summary>
    public bool IsFull => Length >= SliceBytes;

    /// <summary>All frames, ready to be sent; lent until the next change.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <summary>For each frame the place behind its last byte, counted from the start of <see cref="Memory"/>.</summary>
    public ReadOnlySpan<int> FrameEnds => _ends.AsSpan(0, Count);

    private int FrameRoom => 11 + MaxMessageBytes + SyslogWriter.Slack;

    /// <summary>Formats a record as the next frame. When the formatter throws, the buffer is as it was before.</summary>
    /// <param name="formatter">Writes the whole message: an envelope.</param>
    /// <param name="record">The record, lent for the call.</param>
    public void Append(IMessageFormatter formatter, scoped LogRecord record)
    {
        int start = Length + _countWidth + 1;
        SyslogWriter writer = new(_bytes.AsSpan(start, MaxMessageBytes + SyslogWriter.Slack), MaxMessageBytes);
        formatter.Format(record, ref writer);
        throw new NotSupportedException();
    }

    /// <summary>Forgets all frames.</summary>
    public void Clear() => Count = Length = 0;

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        Clear();
        _bytes = [];
    }
}
