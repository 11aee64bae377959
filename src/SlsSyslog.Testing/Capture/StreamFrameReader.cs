namespace SlsSyslog.Testing;

/// <summary>Splits a stream into octet-counted or line frames (RFC 6587). A partial frame is kept until its remainder arrives.</summary>
internal sealed class StreamFrameReader(CaptureFraming framing, int maxFrameBytes) : IStreamProtocol
{
    // MSG-LEN SP MSG: nine digits exceed the limit of any frame
    private const int MaxCountDigits = 9;
    private readonly FrameRemainder _remainder = new();

    public bool IsAtBoundary => _remainder.IsEmpty;

    public void Read(ReadOnlySpan<byte> received, FrameHandler onFrame, Action<ProtocolAnswer> onAnswer)
    {
        ReadOnlySpan<byte> bytes = _remainder.Join(received);
        _remainder.Keep(bytes[ReadWhole(bytes, onFrame)..]);
    }

    private int ReadWhole(ReadOnlySpan<byte> bytes, FrameHandler onFrame)
    {
        int position = 0;
        while (position < bytes.Length)
        {
            ReadOnlySpan<byte> rest = bytes[position..];
            bool isCounted = framing == CaptureFraming.OctetCounting || (framing == CaptureFraming.Auto && char.IsAsciiDigit((char)rest[0]));
            int used = isCounted ? ReadCounted(rest, onFrame) : ReadLine(rest, onFrame);
            if (used == 0)
            {
                break;
            }

            position += used;
        }

        return position;
    }

    private int ReadCounted(ReadOnlySpan<byte> bytes, FrameHandler onFrame)
    {
        int length = 0;
        int digits = 0;
        for (; digits < bytes.Length && bytes[digits] != (byte)' '; digits++)
        {
            bool isDigit = char.IsAsciiDigit((char)bytes[digits]);
            if (!isDigit || digits == MaxCountDigits || (digits == 0 && bytes[0] == (byte)'0'))
            {
                throw new FormatException(
                    $"The byte 0x{bytes[digits]:x2} at position {digits} is not part of the length of an octet-counted frame.");
            }

            length = (length * 10) + (bytes[digits] - '0');
        }

        if (digits == 0)
        {
            throw new FormatException("An octet-counted frame begins with its length, not with a space.");
        }

        if (length > maxFrameBytes)
        {
            throw new FormatException($"A frame of {length} bytes exceeds the limit of {maxFrameBytes} bytes.");
        }

        int whole = digits + 1 + length;
        if (bytes.Length < whole)
        {
            return 0;
        }

        onFrame(bytes.Slice(digits + 1, length));
        return whole;
    }

    private int ReadLine(ReadOnlySpan<byte> bytes, FrameHandler onFrame)
    {
        int end = bytes.IndexOf((byte)'\n');
        if (end > maxFrameBytes || (end < 0 && bytes.Length > maxFrameBytes))
        {
            throw new FormatException($"A line exceeds the limit of {maxFrameBytes} bytes.");
        }

        if (end < 0)
        {
            return 0;
        }

        onFrame(bytes[..end]);
        return end + 1;
    }
}
