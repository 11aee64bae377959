using System.Buffers.Text;

namespace SlsSyslog.Transports;

/// <summary>Represents one RELP frame. It is valid only as long as the bytes it was read from.</summary>
internal readonly ref struct RelpFrame
{
    // Responses are short. A server that announces more data does not speak RELP.
    private const int MaxDataBytes = 128 * 1024;
    private const int MaxHeaderBytes = 9 + 1 + 32 + 1 + 9 + 1;

    private RelpFrame(int number, ReadOnlySpan<byte> command, ReadOnlySpan<byte> data)
    {
        Number = number;
        Command = command;
        Data = data;
    }

    public int Number { get; }

    public ReadOnlySpan<byte> Command { get; }

    public ReadOnlySpan<byte> Data { get; }

    // TXNR SP COMMAND SP DATALEN [SP DATA] LF; without data, no space follows the length.

    /// <summary>Reads the first frame and removes it from the bytes. Returns false if the frame is incomplete.</summary>
    /// <exception cref="IOException">The bytes are not a valid RELP frame.</exception>
    public static bool TryRead(ref ReadOnlySpan<byte> bytes, out RelpFrame frame)
    {
        frame = default;
        ReadOnlySpan<byte> rest = bytes;
        if (!TryTakeWord(ref rest, out ReadOnlySpan<byte> number, out _)
            || !TryTakeWord(ref rest, out ReadOnlySpan<byte> command, out _)
            || !TryTakeWord(ref rest, out ReadOnlySpan<byte> length, out byte end))
        {
            return bytes.Length <= MaxHeaderBytes ? false : throw Invalid(bytes);
        }

        if (!TryParse(number, out int txnr) || command.Length is 0 or > 32 || !TryParse(length, out int dataLength) || dataLength > MaxDataBytes)
        {
            throw Invalid(bytes);
        }

        if (end == (byte)'\n')
        {
            if (dataLength != 0)
            {
                throw Invalid(bytes);
            }

            frame = new RelpFrame(txnr, command, []);
            bytes = rest;
            return true;
        }

        if (rest.Length <= dataLength)
        {
            return false;
        }

        if (rest[dataLength] != (byte)'\n')
        {
            throw Invalid(bytes);
        }

        frame = new RelpFrame(txnr, command, rest[..dataLength]);
        bytes = rest[(dataLength + 1)..];
        return true;
    }

    private static bool TryTakeWord(scoped ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> word, out byte end)
    {
        int at = bytes.IndexOfAny((byte)' ', (byte)'\n');
        word = at < 0 ? default : bytes[..at];
        end = at < 0 ? default : bytes[at];
        bytes = bytes[(at + 1)..];
        return at >= 0;
    }

    private static bool TryParse(ReadOnlySpan<byte> digits, out int value) =>
        Utf8Parser.TryParse(digits, out value, out int used) && used == digits.Length && value >= 0 && digits.Length <= 9;

    private static IOException Invalid(ReadOnlySpan<byte> bytes) =>
        new($"the server did not send a valid RELP frame: {PlainText.Clean(Encoding.ASCII.GetString(bytes[..Math.Min(bytes.Length, 40)]))}");
}
