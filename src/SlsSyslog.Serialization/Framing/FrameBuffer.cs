using System.Buffers.Text;

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

    // The decimal digits of an int and the space behind them.
    private const int LongestPrefix = 11;

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
        if (!Enum.IsDefined(framing))
        {
            throw new ArgumentOutOfRangeException(nameof(framing), framing, "Choose one of OctetCounting, LineFeed, Nul and Datagram.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessageBytes, 480);
        ArgumentOutOfRangeException.ThrowIfLessThan(sliceBytes, 1);
        Framing = framing;
        MaxMessageBytes = maxMessageBytes;
        SliceBytes = sliceBytes;
        _bytes = new byte[checked(sliceBytes + LongestPrefix + maxMessageBytes + SyslogWriter.Slack)];
    }

    /// <summary>How the receiver finds the ends of messages.</summary>
    public SyslogFraming Framing { get; }

    /// <summary>The longest message, bytes without the frame.</summary>
    public int MaxMessageBytes { get; }

    /// <summary>The length at which <see cref="IsFull"/> becomes true, bytes.</summary>
    public int SliceBytes { get; }

    /// <summary>
    /// Whose frames these are. A transport that spreads buffers over several connections keeps the order of those with the same
    /// key. Any number; default 0. Clearing the buffer keeps it.
    /// </summary>
    public int OrderKey { get; set; }

    /// <summary>How many frames are in the buffer.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes they have together.</summary>
    public int Length { get; private set; }

    /// <summary>Whether the buffer must be sent before the next message is appended.</summary>
    public bool IsFull => Length >= SliceBytes;

    /// <summary>All frames, ready to be sent; lent until the next change.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <summary>For each frame the place behind its last byte, counted from the start of <see cref="Memory"/>.</summary>
    public ReadOnlySpan<int> FrameEnds => _ends.AsSpan(0, Count);

    /// <summary>Formats a record as the next frame. When the formatter throws, the buffer is as it was before.</summary>
    /// <param name="formatter">Writes the whole message: an envelope.</param>
    /// <param name="record">The record, lent for the call.</param>
    /// <returns>Whether the record is in the frame as it was.</returns>
    /// <exception cref="InvalidOperationException">The buffer is full, or the formatter wrote nothing: a frame cannot be empty.</exception>
    public FrameOutcome Append(IMessageFormatter formatter, scoped LogRecord record)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        ObjectDisposedException.ThrowIf(_bytes.Length == 0, this);
        if (IsFull)
        {
            throw new InvalidOperationException("The frame buffer is full. Send it and call Clear before the next message.");
        }

        int start = Length + (Framing == SyslogFraming.OctetCounting ? _countWidth + 1 : 0);
        SyslogWriter writer = new(_bytes.AsSpan(start, MaxMessageBytes + SyslogWriter.Slack), MaxMessageBytes);
        formatter.Format(record, ref writer);
        if (writer.BytesWritten == 0)
        {
            throw new InvalidOperationException(
                $"The formatter {formatter.GetType()} wrote nothing. A syslog frame cannot be empty: filter such records out.");
        }

        FrameOutcome outcome = writer.Outcome;
        int end = Framing switch
        {
            SyslogFraming.OctetCounting => WriteCount(start, writer.BytesWritten),
            SyslogFraming.Datagram => start + writer.BytesWritten,
            _ => WriteTrailer(start, writer.BytesWritten, ref outcome),
        };

        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, _ends.Length * 2);
        }

        _ends[Count++] = end;
        Length = end;
        return outcome;
    }

    /// <summary>The message of a frame without the framing around it.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <returns>The message, lent until the next change.</returns>
    public ReadOnlyMemory<byte> GetMessage(int index)
    {
        int end = FrameEnds[index];
        int start = index == 0 ? 0 : _ends[index - 1];
        return Framing switch
        {
            SyslogFraming.OctetCounting => _bytes.AsMemory((start + _bytes.AsSpan(start, LongestPrefix).IndexOf((byte)' ') + 1)..end),
            SyslogFraming.Datagram => _bytes.AsMemory(start..end),
            _ => _bytes.AsMemory(start..(end - 1)),
        };
    }

    /// <summary>Takes the frame that was appended last out again.</summary>
    /// <exception cref="InvalidOperationException">The buffer is empty.</exception>
    public void RemoveLast()
    {
        if (Count == 0)
        {
            throw new InvalidOperationException("The frame buffer is empty.");
        }

        Count--;
        Length = Count == 0 ? 0 : _ends[Count - 1];
    }

    /// <summary>Forgets all frames.</summary>
    public void Clear() => Count = Length = 0;

    /// <summary>Gives the memory back; nothing can be appended afterwards.</summary>
    public void Dispose()
    {
        Clear();
        _bytes = [];
    }

    private int WriteCount(int start, int length)
    {
        int width = CountDigits(length);
        if (width != _countWidth)
        {
            // The digits were reserved at the width of the frame before: messages of one stream have much the same length.
            int moved = Length + width + 1;
            _bytes.AsSpan(start, length).CopyTo(_bytes.AsSpan(moved));
            start = moved;
            _countWidth = width;
        }

        Utf8Formatter.TryFormat(length, _bytes.AsSpan(Length), out _);
        _bytes[start - 1] = (byte)' ';
        return start + length;
    }

    private int WriteTrailer(int start, int length, ref FrameOutcome outcome)
    {
        byte trailer = Framing == SyslogFraming.LineFeed ? (byte)'\n' : (byte)0;
        Span<byte> room = _bytes.AsSpan(start);
        outcome |= TrailerGuard.Clean(room, ref length, MaxMessageBytes, trailer);
        room[length] = trailer;
        return start + length + 1;
    }

    private static int CountDigits(int value) => value switch
    {
        < 10 => 1,
        < 100 => 2,
        < 1000 => 3,
        < 10_000 => 4,
        < 100_000 => 5,
        < 1_000_000 => 6,
        < 10_000_000 => 7,
        < 100_000_000 => 8,
        < 1_000_000_000 => 9,
        _ => 10,
    };
}
