using System.Buffers.Text;

namespace SlsSyslog.Serialization;

/// <summary>Represents a buffer of complete frames in contiguous memory.</summary>
/// <remarks>A producer appends frames, a transport sends them, and the buffer is cleared and filled again. Instances are not thread-safe.</remarks>
public sealed class FrameBuffer : IDisposable
{
    /// <summary>The default maximum length of a message: 8000 bytes.</summary>
    /// <remarks>
    /// rsyslog with default settings stores 8096 bytes. It cuts longer messages, and its TCP input reads the rest as another message.
    /// The difference leaves room for the header that a relay rewrites.
    /// </remarks>
    public const int DefaultMaxMessageBytes = 8000;

    /// <summary>The default length at which a buffer is full: 256 KiB, as a second-level cache and far below a socket buffer.</summary>
    public const int DefaultSliceBytes = 256 * 1024;

    // The decimal digits of an int and the space after them.
    private const int MaxPrefixLength = 11;

    private readonly int _capacity;
    private byte[] _bytes;
    private int[] _ends = new int[512];

    // The numbers of the frames, if their formatter numbers them, and where the number of a removed frame is returned to.
    private int[] _numbers = [];
    private SequenceNumbers? _sequence;
    private int _countWidth = 3;

    /// <summary>Initializes an empty instance of the <see cref="FrameBuffer"/> class.</summary>
    /// <param name="framing">Specifies how the receiver finds the end of a message.</param>
    /// <param name="maxMessageBytes">The maximum bytes of a message, at least 480 (RFC 5424 6.1). A control character counts as four.</param>
    /// <param name="sliceBytes">The length in bytes at which <see cref="IsFull"/> becomes <see langword="true"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public FrameBuffer(
        SyslogFraming framing = SyslogFraming.OctetCounting, int maxMessageBytes = DefaultMaxMessageBytes, int sliceBytes = DefaultSliceBytes)
    {
        if (!Enum.IsDefined(framing))
        {
            throw new ArgumentOutOfRangeException(nameof(framing), framing, "Specify OctetCounting, LineFeed, Nul or Datagram.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessageBytes, 480);
        ArgumentOutOfRangeException.ThrowIfLessThan(sliceBytes, 1);
        Framing = framing;
        MaxMessageBytes = maxMessageBytes;
        SliceBytes = sliceBytes;
        _capacity = checked(sliceBytes + MaxPrefixLength + maxMessageBytes + SyslogWriter.Slack);
        _bytes = new byte[_capacity];
    }

    /// <summary>Gets a value that specifies how the receiver finds the end of a message.</summary>
    public SyslogFraming Framing { get; }

    /// <summary>Gets the maximum bytes of a message without its frame. A control character counts as four, as rsyslog stores it.</summary>
    public int MaxMessageBytes { get; }

    /// <summary>Gets the length in bytes at which <see cref="IsFull"/> becomes <see langword="true"/>.</summary>
    public int SliceBytes { get; }

    /// <summary>Gets or sets the origin of the frames. A transport with several connections keeps the order of buffers with one key.</summary>
    /// <value>The default is 0. <see cref="Clear"/> does not change it.</value>
    public int OrderKey { get; set; }

    /// <summary>Gets the number of frames.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the length of all frames in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>Gets a value that indicates whether the buffer must be sent and cleared before the next message is appended.</summary>
    public bool IsFull => Length >= SliceBytes;

    /// <summary>Gets all frames. Valid until the next change of the buffer.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <summary>Gets, for each frame, the offset after its last byte in <see cref="Memory"/>.</summary>
    public ReadOnlySpan<int> FrameEnds => _ends.AsSpan(0, Count);

    /// <summary>Formats a record as the next frame. When the formatter throws, the buffer is unchanged.</summary>
    /// <param name="formatter">The formatter of the whole message, usually an envelope.</param>
    /// <param name="record">The record. Valid only during the call.</param>
    /// <returns>A value that indicates whether content was truncated or sanitized.</returns>
    /// <exception cref="InvalidOperationException">The buffer is full, or the formatter wrote nothing: a frame cannot be empty.</exception>
    public FrameOutcome Append(IMessageFormatter formatter, scoped LogRecord record)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (IsFull)
        {
            throw new InvalidOperationException("The frame buffer is full. Send it and call Clear before you append the next message.");
        }

        return AppendFrame(formatter, record);
    }

    /// <summary>Formats a record as the next frame, also when the buffer is full.</summary>
    internal FrameOutcome AppendFrame(IMessageFormatter formatter, scoped LogRecord record)
    {
        ObjectDisposedException.ThrowIf(_bytes.Length == 0, this);
        if (_bytes.Length - Length < MaxPrefixLength + MaxMessageBytes + SyslogWriter.Slack)
        {
            Array.Resize(ref _bytes, checked((_bytes.Length * 2) + MaxMessageBytes));
        }

        int start = Length + (Framing == SyslogFraming.OctetCounting ? _countWidth + 1 : 0);
        SequenceNumbers? sequence = (formatter as Rfc5424Formatter)?.SequenceNumbers;
        int length = sequence is null
            ? Format(formatter, record, start, sequenceId: 0, out FrameOutcome outcome)
            : FormatNumbered(formatter, sequence, record, start, out outcome);
        int end = Framing switch
        {
            SyslogFraming.OctetCounting => WriteCount(start, length),
            SyslogFraming.Datagram => start + length,
            _ => WriteTrailer(start, length, ref outcome),
        };

        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, _ends.Length * 2);
        }

        _ends[Count++] = end;
        Length = end;
        return outcome;
    }

    /// <summary>Gets the message of a frame, without its framing.</summary>
    /// <param name="index">The index of the frame, from 0 to <see cref="Count"/> - 1.</param>
    /// <returns>The message. Valid until the next change of the buffer.</returns>
    public ReadOnlyMemory<byte> GetMessage(int index)
    {
        int end = FrameEnds[index];
        int start = index == 0 ? 0 : _ends[index - 1];
        return Framing switch
        {
            SyslogFraming.OctetCounting => _bytes.AsMemory((start + _bytes.AsSpan(start, MaxPrefixLength).IndexOf((byte)' ') + 1)..end),
            SyslogFraming.Datagram => _bytes.AsMemory(start..end),
            _ => _bytes.AsMemory(start..(end - 1)),
        };
    }

    /// <summary>Removes the last frame.</summary>
    /// <exception cref="InvalidOperationException">The buffer is empty.</exception>
    public void RemoveLast()
    {
        if (Count == 0)
        {
            throw new InvalidOperationException("The frame buffer is empty.");
        }

        Count--;
        Length = Count == 0 ? 0 : _ends[Count - 1];
        if (Count < _numbers.Length && _numbers[Count] > 0)
        {
            _sequence!.Return(_numbers[Count]);
            _numbers[Count] = 0;
        }
    }

    /// <summary>Removes all frames.</summary>
    public void Clear()
    {
        Count = Length = 0;
        Array.Clear(_numbers);
        if (_bytes.Length > _capacity)
        {
            _bytes = new byte[_capacity];
        }
    }

    /// <summary>Releases the memory. No frame can be appended afterwards.</summary>
    public void Dispose()
    {
        Clear();
        _bytes = [];
    }

    private int FormatNumbered(
        IMessageFormatter formatter, SequenceNumbers sequence, scoped LogRecord record, int start, out FrameOutcome outcome)
    {
        if (_numbers.Length <= Count)
        {
            Array.Resize(ref _numbers, Math.Max(_ends.Length, Count + 1));
        }

        int number = sequence.Take();
        try
        {
            int length = Format(formatter, record, start, number, out outcome);
            (_sequence, _numbers[Count]) = (sequence, number);
            return length;
        }
        catch
        {
            sequence.Return(number);
            throw;
        }
    }

    private int Format(IMessageFormatter formatter, scoped LogRecord record, int start, int sequenceId, out FrameOutcome outcome)
    {
        Span<byte> room = _bytes.AsSpan(start, MaxMessageBytes + SyslogWriter.Slack);
        int limit = MaxMessageBytes;
        bool leavesRoom = true;
        while (true)
        {
            SyslogWriter writer = new(room, limit) { SequenceId = sequenceId };
            formatter.Format(record, ref writer);
            if (writer.BytesWritten == 0 && limit == MaxMessageBytes - 1 && leavesRoom)
            {
                // The formatter writes everything or nothing, so the guard cuts the message for the space before it.
                (leavesRoom, limit) = (false, MaxMessageBytes);
                continue;
            }

            if (writer.BytesWritten == 0)
            {
                throw new InvalidOperationException(
                    $"The formatter {formatter.GetType()} wrote nothing. A syslog frame cannot be empty. Filter out such records.");
            }

            // Apart from one, each pass has a smaller limit, so the loop ends.
            int fit = ControlBytes.FitLength(room[..writer.BytesWritten], MaxMessageBytes, Framing);
            if (leavesRoom && fit == MaxMessageBytes && limit == MaxMessageBytes && TrailerGuard.NeedsSpace(room, Framing))
            {
                limit--;
                continue;
            }

            if (fit == writer.BytesWritten)
            {
                outcome = writer.Outcome | (limit < MaxMessageBytes ? FrameOutcome.Truncated : FrameOutcome.None);
                return fit;
            }

            limit = fit;
        }
    }

    private int WriteCount(int start, int length)
    {
        int width = CountDigits(length);
        if (width != _countWidth)
        {
            // Room was reserved for the digits of the previous frame: messages of one stream usually have similar lengths.
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
