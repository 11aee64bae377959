using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace SlsSyslog.Serialization;

/// <summary>
/// Writes one message into a buffer and knows the size limit: what does not fit is never written. Constants go through
/// <see cref="WriteLiteral"/>, data through <see cref="Write(ReadOnlySpan{byte})"/>, which escapes what could forge something.
/// Once something did not fit, everything after it is left out too, except what <see cref="WriteReserved"/> closes.
/// </summary>
public ref struct SyslogWriter
{
    // How many bytes behind the limit the buffer must have, so that whole vectors can be stored.
    internal const int Slack = VectorCopy.Width;

    private readonly Span<byte> _buffer;
    private readonly int _limit;
    private int _end;
    private int _position;
    private int _reserved;
    private int _repairs;
    private bool _isTruncated;

    internal SyslogWriter(Span<byte> buffer, int maxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buffer.Length, maxBytes + Slack);
        _buffer = buffer;
        _limit = _end = maxBytes;
    }

    /// <summary>Bytes of the message so far.</summary>
    public readonly int BytesWritten => _position;

    /// <summary>Whether something was left out because the message reached its size limit.</summary>
    public readonly bool IsTruncated => _isTruncated;

    /// <summary>How often something had to be replaced that syslog cannot carry.</summary>
    public readonly int RepairCount => _repairs;

    internal readonly FrameOutcome Outcome =>
        (_isTruncated ? FrameOutcome.Truncated : 0) | (_repairs > 0 ? FrameOutcome.Repaired : 0);

    // What is left before the limit, less what is reserved; 0 once truncated.
    internal readonly int Room => _end - _position;

    /// <summary>Writes a constant as it stands, whole or not at all. Never for data.</summary>
    /// <param name="literal">The constant, UTF-8 without control characters.</param>
    public void WriteLiteral(scoped ReadOnlySpan<byte> literal)
    {
        if (literal.Length > _end - _position)
        {
            Truncate();
            return;
        }

        literal.CopyTo(_buffer[_position..]);
        _position += literal.Length;
    }

    /// <summary>
    /// Writes data: control characters become <c>\n \r \t \u00XX</c>, invalid UTF-8 becomes U+FFFD, and it is cut at the size
    /// limit, between two characters.
    /// </summary>
    /// <param name="data">Any bytes.</param>
    public void Write(scoped ReadOnlySpan<byte> data) => Write(data, data.Length, EscapeSet.ControlsOnly);

    /// <summary>Writes an integer in decimal digits, whole or not at all.</summary>
    /// <param name="value">The number.</param>
    public void Write(long value)
    {
        // The slack is wider than the longest number.
        Utf8Formatter.TryFormat(value, _buffer[_position..], out int written);
        if (written > _end - _position)
        {
            Truncate();
            return;
        }

        _position += written;
    }

    /// <summary>
    /// Sets room aside for the end of a syntax, such as the brace that closes an object, so that it can be written even when the
    /// message is cut.
    /// </summary>
    /// <param name="bytes">The length of what <see cref="WriteReserved"/> will write.</param>
    /// <returns>False when there is no such room left: the message is then truncated here.</returns>
    public bool TryReserve(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        if (bytes > _end - _position)
        {
            Truncate();
            return false;
        }

        _reserved += bytes;
        _end -= bytes;
        return true;
    }

    /// <summary>Writes a constant into room that was reserved for it, also when the message was cut.</summary>
    /// <param name="literal">The constant, UTF-8; empty or shorter gives less room back.</param>
    /// <exception cref="InvalidOperationException">Less than that was reserved.</exception>
    public void WriteReserved(scoped ReadOnlySpan<byte> literal)
    {
        if (literal.Length > _reserved)
        {
            throw new InvalidOperationException("More is written than was reserved: call TryReserve with the same length before.");
        }

        literal.CopyTo(_buffer[_position..]);
        _position += literal.Length;
        Release(literal.Length);
    }

    /// <summary>Goes back to an earlier place, for what is worth nothing when it is cut, such as half a key.</summary>
    /// <param name="bytesWritten">An earlier value of <see cref="BytesWritten"/>, in front of everything reserved since.</param>
    public void RollBack(int bytesWritten)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytesWritten);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytesWritten, _position);
        _position = bytesWritten;
        _end = _isTruncated ? _position : _limit - _reserved;
    }

    // Gives reserved room back unused.
    internal void Release(int bytes)
    {
        _reserved -= bytes;
        _end = _isTruncated ? _position : _limit - _reserved;
    }

    internal void CountRepairs(int count) => _repairs += count;

    internal void Truncate()
    {
        _isTruncated = true;
        _end = _position;
    }

    // Writes pairs as long as they need nothing but copying. Returns how many.
    internal int WritePlainPairs(scoped ReadOnlySpan<byte> block, scoped ReadOnlySpan<LogFieldRange> pairs, PairLayout layout)
    {
        int count = VectorCopy.CopyPlainPairs(block, pairs, layout, _buffer[_position..], _end - _position, out int length);
        _position += length;
        return count;
    }

    // Writes one pair whatever is in it. Half a key tells nothing: a pair whose key does not fit is left out whole, and one whose
    // value is cut is closed. False when the message is full.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool TryWritePair(scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> block, LogFieldRange pair, PairLayout layout)
    {
        int start = _position;
        int repairs = _repairs;
        if (!TryReserve(layout.Close.Length))
        {
            return false;
        }

        WriteLiteral(layout.Open);
        Write(prefix, prefix.Length, layout.KeyEscapes);
        Write(block[pair.KeyOffset..], pair.KeyLength, layout.KeyEscapes);
        WriteLiteral(layout.Middle);
        if (_isTruncated)
        {
            Release(layout.Close.Length);
            RollBack(start);
            _repairs = repairs;
            return false;
        }

        Write(block[pair.ValueOffset..], pair.ValueLength, layout.ValueEscapes);
        WriteReserved(layout.Close);
        return !_isTruncated;
    }

    // Writes the first `length` bytes of the source; bytes behind them only serve wide loads.
    internal void Write(scoped ReadOnlySpan<byte> source, int length, EscapeSet escapes)
    {
        bool isValidUtf8 = false;
        bool isChecked = false;
        bool isCut = false;
        int at = 0;
        while (at < length)
        {
            if (length - at > _end - _position)
            {
                // Nothing becomes shorter by writing it, so what exceeds the room now never fits.
                length = at + Utf8Cut.FitLength(source[at..length], _end - _position);
                isCut = true;
            }

            int run = VectorCopy.CopyRun(source[at..], length - at, _buffer[_position..], escapes, isValidUtf8);
            at += run;
            _position += run;
            if (at >= length)
            {
                break;
            }

            if (source[at] < 0x80)
            {
                isCut |= !TryEscape(source[at..length], escapes);
                at++;
            }
            else if (!isChecked)
            {
                isChecked = true;
                isValidUtf8 = Utf8.IsValid(source[at..length]);
            }
            else
            {
                isCut |= !TryWriteRune(source[at..length], out int consumed);
                at += consumed;
            }

            if (isCut && _isTruncated)
            {
                return;
            }
        }

        if (isCut)
        {
            Truncate();
        }
    }

    private bool TryEscape(scoped ReadOnlySpan<byte> data, EscapeSet escapes)
    {
        // The slack takes the longest escape.
        int written = escapes.Escape(data, _buffer[_position..]);
        if (written > _end - _position)
        {
            Truncate();
            return false;
        }

        _position += written;
        return true;
    }

    private bool TryWriteRune(scoped ReadOnlySpan<byte> data, out int consumed)
    {
        bool isValid = Rune.DecodeFromUtf8(data, out Rune rune, out consumed) == System.Buffers.OperationStatus.Done;
        int written = rune.EncodeToUtf8(_buffer[_position..]);
        if (written > _end - _position)
        {
            Truncate();
            return false;
        }

        _repairs += isValid ? 0 : 1;
        _position += written;
        return true;
    }
}
