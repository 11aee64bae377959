using System.Buffers;
using System.Buffers.Text;
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
    private int _sanitized;
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
    public readonly int SanitizedCount => _sanitized;

    internal readonly FrameOutcome Outcome =>
        (_isTruncated ? FrameOutcome.Truncated : 0) | (_sanitized > 0 ? FrameOutcome.Sanitized : 0);

    // Whether characters that change the direction of text are escaped too, as \u202E.
    internal bool EscapesBidi { get; set; }

    // Where the envelope ends, which a body must not take back; 0 before.
    internal int BodyStart { get; set; }

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

    /// <summary>Writes text as data: see <see cref="Write(ReadOnlySpan{byte})"/>. A lone surrogate becomes U+FFFD.</summary>
    /// <param name="data">Any text.</param>
    public void Write(scoped ReadOnlySpan<char> data)
    {
        Span<byte> bytes = stackalloc byte[384];
        while (!data.IsEmpty && !_isTruncated)
        {
            OperationStatus status = Utf8.FromUtf16(data, bytes, out int read, out int written, replaceInvalidSequences: false);
            Write(bytes[..written]);
            data = data[read..];
            if (status is OperationStatus.InvalidData or OperationStatus.NeedMoreData)
            {
                Write("\uFFFD"u8);
                _sanitized++;
                data = data[1..];
            }
        }
    }

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
    /// <param name="bytesWritten">
    /// An earlier value of <see cref="BytesWritten"/>, in front of everything reserved since; for a body, not within the header.
    /// </param>
    public void RollBack(int bytesWritten)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytesWritten, BodyStart);
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

    internal void CountSanitized(int count) => _sanitized += count;

    internal void Truncate()
    {
        _isTruncated = true;
        _end = _position;
    }

    // Writes data as it stands, cut between two characters.
    internal void WriteRaw(scoped ReadOnlySpan<byte> data)
    {
        int length = Utf8Cut.FitLength(data, _end - _position);
        data[..length].CopyTo(_buffer[_position..]);
        _position += length;
        if (length < data.Length)
        {
            Truncate();
        }
    }

    // Writes pairs from a place on as long as they need nothing but copying. Returns the place of the first that needs more.
    internal int WritePlainPairs(
        scoped ReadOnlySpan<byte> block, scoped ReadOnlySpan<LogFieldRange> pairs, int first, PairLayout layout, KeyCache keys)
    {
        int next = VectorCopy.CopyPlainPairs(block, pairs, first, layout, keys, _buffer[_position..], _end - _position, out int length);
        _position += length;
        return next;
    }

    // Changes a byte that was written, such as the comma before the first member of an object.
    internal readonly void Patch(int position, byte value) => _buffer[position] = value;

    // Takes a text out again where it stands at the given place.
    internal void RemoveIf(int position, scoped ReadOnlySpan<byte> text)
    {
        Span<byte> written = _buffer[position.._position];
        if (written.StartsWith(text))
        {
            written[text.Length..].CopyTo(written);
            RollBack(_position - text.Length);
        }
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

            if (source[at] < 0x80 && escapes.IsRaw)
            {
                _buffer[_position++] = source[at++];
            }
            else if (source[at] < 0x80)
            {
                isCut |= !TryEscape(source[at..length], escapes);
                at++;
            }
            else if (!isChecked)
            {
                isChecked = true;
                isValidUtf8 = !EscapesBidi && Utf8.IsValid(source[at..length]);
            }
            else
            {
                isCut |= !TryWriteRune(source[at..length], escapes.IsRaw, out int consumed);
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
        int written = escapes.Escape(data, EscapesBidi, _buffer[_position..]);
        if (written > _end - _position)
        {
            Truncate();
            return false;
        }

        _position += written;
        return true;
    }

    private bool TryWriteRune(scoped ReadOnlySpan<byte> data, bool dropsInvalid, out int consumed)
    {
        bool isValid = Rune.DecodeFromUtf8(data, out Rune rune, out consumed) == OperationStatus.Done;
        if (!isValid && dropsInvalid)
        {
            _sanitized++;
            return true;
        }

        int written = EscapesBidi && BidiControl.Is(rune) ? BidiControl.Escape(rune, _buffer[_position..]) : rune.EncodeToUtf8(_buffer[_position..]);
        if (written > _end - _position)
        {
            Truncate();
            return false;
        }

        _sanitized += isValid ? 0 : 1;
        _position += written;
        return true;
    }
}
