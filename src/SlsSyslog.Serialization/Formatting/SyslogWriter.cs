using System.Buffers.Text;
using System.Text.Unicode;

namespace SlsSyslog.Serialization;

/// <summary>
/// Writes one message into a buffer and enforces the maximum length: content that does not fit is not written. After truncation, only
/// <see cref="WriteReserved"/> writes.
/// </summary>
/// <remarks>Write constants with <see cref="WriteLiteral"/>, and data with <see cref="Write(ReadOnlySpan{byte})"/>, which escapes it.</remarks>
public ref struct SyslogWriter
{
    /// <summary>The number of bytes that the buffer has after the limit, so that whole vectors can be stored.</summary>
    internal const int Slack = VectorCopy.Width;

    private readonly Span<byte> _buffer;
    private readonly int _limit;
    private int _end;
    private int _position;
    private int _reserved;
    private int _sanitized;
    private bool _isTruncated;
    private bool _hasLostContent;

    internal SyslogWriter(Span<byte> buffer, int maxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buffer.Length, maxBytes + Slack);
        _buffer = buffer;
        _limit = _end = maxBytes;
    }

    /// <summary>Gets the number of bytes written so far.</summary>
    public readonly int BytesWritten => _position;

    /// <summary>Gets a value that indicates whether content was omitted because the message reached its maximum length.</summary>
    public readonly bool IsTruncated => _isTruncated;

    /// <summary>Gets the number of replacements of content that syslog cannot contain.</summary>
    public readonly int SanitizedCount => _sanitized;

    /// <summary>Gets a value that indicates whether content was omitted, in this part of the message or before it.</summary>
    internal readonly bool HasLostContent => _isTruncated || _hasLostContent;

    internal readonly FrameOutcome Outcome => (HasLostContent ? FrameOutcome.Truncated : 0) | (_sanitized > 0 ? FrameOutcome.Sanitized : 0);

    /// <summary>Gets or sets a value that indicates whether characters that change the direction of text are escaped.</summary>
    internal bool EscapesBidi { get; set; }

    /// <summary>Gets or sets the number of the message; 0 without numbers.</summary>
    internal int SequenceId { get; set; }

    /// <summary>Gets or sets the position after the header, which a body cannot remove; 0 while the header is written.</summary>
    internal int BodyStart { get; set; }

    /// <summary>Gets the number of bytes left before the limit, without reserved bytes; 0 after truncation.</summary>
    internal readonly int Room => _end - _position;

    /// <summary>Writes a constant unchanged, completely or not at all. Do not use it for data.</summary>
    /// <param name="literal">The constant: UTF-8 without control characters.</param>
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
    /// Writes data: control characters, U+2028 and U+2029 become <c>\n \r \t \uXXXX</c>, invalid UTF-8 becomes U+FFFD, and data that does
    /// not fit is cut between two characters.
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

    /// <summary>Writes an integer in decimal digits, completely or not at all.</summary>
    /// <param name="value">The integer.</param>
    public void Write(long value)
    {
        // The slack is longer than the longest number.
        Utf8Formatter.TryFormat(value, _buffer[_position..], out int written);
        TryAdvance(written);
    }

    /// <summary>Reserves space for the end of a construct, such as a closing brace, so that it can be written even after truncation.</summary>
    /// <param name="bytes">The number of bytes that <see cref="WriteReserved"/> will write.</param>
    /// <returns><see langword="true"/> if the space is available; otherwise, the message is truncated at the current position.</returns>
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

    /// <summary>Writes a constant into reserved space, even after truncation.</summary>
    /// <param name="literal">The constant in UTF-8. If it is shorter than the reserved space, the rest remains reserved.</param>
    /// <exception cref="InvalidOperationException">Fewer bytes are reserved.</exception>
    public void WriteReserved(scoped ReadOnlySpan<byte> literal)
    {
        if (literal.Length > _reserved)
        {
            throw new InvalidOperationException("The literal is longer than the reserved space. Call TryReserve with its length first.");
        }

        literal.CopyTo(_buffer[_position..]);
        _position += literal.Length;
        Release(literal.Length);
    }

    /// <summary>Returns to an earlier position, to remove incomplete content, such as a part of a key.</summary>
    /// <param name="bytesWritten">An earlier value of <see cref="BytesWritten"/>, before all current reservations, after the header.</param>
    /// <exception cref="ArgumentOutOfRangeException">The position is within the header or after the current position.</exception>
    public void RollBack(int bytesWritten)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytesWritten, BodyStart);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytesWritten, _position);
        _position = bytesWritten;
        _end = _isTruncated ? _position : _limit - _reserved;
    }

    /// <summary>Releases reserved space without using it.</summary>
    internal void Release(int bytes)
    {
        _reserved -= bytes;
        _end = _isTruncated ? _position : _limit - _reserved;
    }

    /// <summary>Continues after a truncated part of the message, with the room that was reserved for what follows it.</summary>
    internal void Continue()
    {
        _hasLostContent |= _isTruncated;
        _isTruncated = false;
        _end = _limit - _reserved;
    }

    internal void CountSanitized(int count) => _sanitized += count;

    internal void Truncate() => (_isTruncated, _end) = (true, _position);

    internal readonly Span<byte> WrittenSince(int start) => _buffer[start.._position];

    /// <summary>Writes data unchanged, cut between two characters.</summary>
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

    /// <summary>Writes pairs while they need nothing but copying. Returns the index of the first pair that needs more.</summary>
    internal int WritePlainPairs(
        scoped ReadOnlySpan<byte> block, scoped ReadOnlySpan<LogFieldRange> pairs, int first, PairLayout layout, KeyCache keys)
    {
        int next = VectorCopy.CopyPlainPairs(block, pairs, first, layout, keys, _buffer[_position..], _end - _position, out int length);
        _position += length;
        return next;
    }

    /// <summary>Writes the text before a value, a value that needs only copying, and what follows it, if they fit.</summary>
    internal bool TryWritePlainPair(WideText before, scoped ReadOnlySpan<byte> source, int length, WideText after, EscapeSet escapes) =>
        before.Length + length + after.Length <= _end - _position
        && VectorCopy.TryCopyPair(before, source, length, after, _buffer[_position..], escapes)
        && TryAdvance(before.Length + length + after.Length);

    /// <summary>Replaces a byte that was written, such as the comma before the first member of an object.</summary>
    internal readonly void Patch(int position, byte value) => _buffer[position] = value;

    internal void RemoveIf(int position, scoped ReadOnlySpan<byte> text)
    {
        Span<byte> written = _buffer[position.._position];
        if (written.StartsWith(text))
        {
            written[text.Length..].CopyTo(written);
            RollBack(_position - text.Length);
        }
    }

    /// <summary>Writes the first bytes of the source. The bytes after them are only read by wide loads.</summary>
    internal void Write(scoped ReadOnlySpan<byte> source, int length, EscapeSet escapes)
    {
        int total = length;
        bool isValidUtf8 = false;
        bool isChecked = false;
        bool isCut = false;
        int at = 0;
        while (at < length)
        {
            if (length - at > _end - _position)
            {
                // Escaping never shortens data, so what exceeds the room now never fits.
                length = at + Utf8Cut.FitLength(source[at..length], _end - _position);
                isCut = true;
            }

            at += VectorCopy.CopyRun(
                source[at..], length - at, _buffer[_position..], _end - _position, escapes, isValidUtf8, out int written);
            _position += written;
            if (at >= length)
            {
                break;
            }

            if (source[at] < 0x80 && escapes.WritesRaw)
            {
                _buffer[_position++] = source[at++];
            }
            else if (source[at] < 0x80)
            {
                isCut |= !TryEscape(source[at..total], escapes);
                at++;
            }
            else if (!isChecked)
            {
                isChecked = true;
                isValidUtf8 = !EscapesBidi && Utf8.IsValid(source[at..length]) && !LineControl.IsIn(source[at..length]);
            }
            else
            {
                isCut |= !TryWriteRune(source[at..length], escapes.WritesRaw, out int consumed);
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

    // The slack has room for the longest escape.
    private bool TryEscape(scoped ReadOnlySpan<byte> data, EscapeSet escapes) =>
        TryAdvance(escapes.Escape(data, EscapesBidi, _buffer[_position..]));

    private bool TryWriteRune(scoped ReadOnlySpan<byte> data, bool dropsInvalid, out int consumed)
    {
        bool isValid = Rune.DecodeFromUtf8(data, out Rune rune, out consumed) == OperationStatus.Done;
        if (!isValid && dropsInvalid)
        {
            _sanitized++;
            return true;
        }

        bool isEscaped = (EscapesBidi && BidiControl.Is(rune)) || (!dropsInvalid && LineControl.Is(rune));
        int written = isEscaped ? BidiControl.Escape(rune, _buffer[_position..]) : rune.EncodeToUtf8(_buffer[_position..]);
        bool fits = TryAdvance(written);
        _sanitized += isValid || !fits ? 0 : 1;
        return fits;
    }

    // What was written after the limit, into the slack, does not count.
    private bool TryAdvance(int written)
    {
        if (written > _end - _position)
        {
            Truncate();
            return false;
        }

        _position += written;
        return true;
    }
}
