using System.Buffers.Text;

namespace SlsSyslog.Transports;

/// <summary>Writes messages as RELP frames with consecutive transaction numbers. The open frame has the number 1.</summary>
internal sealed class RelpFrameWriter
{
    private const int LastNumber = 999_999_999;

    // Number, " syslog ", length and a space.
    private const int MaxHeaderBytes = 9 + 8 + 10 + 1;

    private byte[] _buffer = new byte[FrameBuffer.DefaultSliceBytes];

    public int NextNumber { get; private set; } = 2;

    /// <summary>Returns the transaction number that follows the given one.</summary>
    public static int NumberAfter(int number) => number == LastNumber ? 1 : number + 1;

    /// <summary>Writes messages. The returned memory is valid until the next call.</summary>
    public ReadOnlyMemory<byte> WriteMessages(FrameBuffer frames, int first, int count)
    {
        int from = first == 0 ? 0 : frames.FrameEnds[first - 1];
        int maxLength = frames.FrameEnds[first + count - 1] - from + (count * (MaxHeaderBytes + 1));
        if (_buffer.Length < maxLength)
        {
            _buffer = new byte[maxLength];
        }

        int at = 0;
        for (int i = first; i < first + count; i++)
        {
            ReadOnlySpan<byte> message = frames.GetMessage(i).Span;
            Utf8Formatter.TryFormat(TakeNumber(), _buffer.AsSpan(at), out int digits);
            at += digits;
            " syslog "u8.CopyTo(_buffer.AsSpan(at));
            at += " syslog "u8.Length;
            Utf8Formatter.TryFormat(message.Length, _buffer.AsSpan(at), out digits);
            at += digits;
            _buffer[at++] = (byte)' ';
            message.CopyTo(_buffer.AsSpan(at));
            at += message.Length;
            _buffer[at++] = (byte)'\n';
        }

        return _buffer.AsMemory(0, at);
    }

    public ReadOnlyMemory<byte> WriteClose() =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{TakeNumber()} close 0\n"));

    private int TakeNumber()
    {
        int number = NextNumber;
        NextNumber = NumberAfter(number);
        return number;
    }
}
