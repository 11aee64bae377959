using System.Runtime.CompilerServices;

namespace SlsSyslog.Serialization;

/// <summary>
/// Writes one message into a buffer and knows the size limit: what does not fit is never written. Constants go through
/// <see cref="WriteLiteral"/>, data through <see cref="Write(ReadOnlySpan{byte})"/>, which escapes what could forge something.
/// </summary>
public ref struct SyslogWriter
{
    /// <summary>How many bytes behind the limit the buffer must have, so that whole vectors can be stored.</summary>
    internal const int Slack = 32;

    private readonly Span<byte> _buffer;
    private readonly int _limit;
    private int _position;

    internal SyslogWriter(Span<byte> buffer, int maxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buffer.Length, maxBytes + Slack);
        _buffer = buffer;
        _limit = maxBytes;
    }

    /// <summary>Bytes of the message so far.</summary>
    public readonly int BytesWritten => _position;

    /// <summary>Whether something was left out because the message reached its size limit.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Writes a constant as it stands: never data.</summary>
    /// <param name="literal">The constant, UTF-8.</param>
    public void WriteLiteral(scoped ReadOnlySpan<byte> literal)
    {
        if (IsTruncated || literal.Length > _limit - _position)
        {
            IsTruncated = true;
            return;
        }

        literal.CopyTo(_buffer[_position..]);
        _position += literal.Length;
    }

    /// <summary>Writes data: control characters are escaped, invalid UTF-8 becomes U+FFFD, and it is cut at the size limit.</summary>
    /// <param name="data">Any bytes.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Write(scoped ReadOnlySpan<byte> data) => WriteLiteral(data);
}
