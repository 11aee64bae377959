using System.Buffers.Text;
using System.Text;

namespace SlsSyslog.Transports;

/// <summary>One frame of RELP, lent from the bytes it was read from.</summary>
internal readonly ref struct RelpFrame
{
    // Answers are short; a server that announces more is none.
    private const int LongestData = 128 * 1024;
    private const int LongestHeader = 9 + 1 + 32 + 1 + 9 + 1;

    private RelpFrame(int number, ReadOnlySpan<byte> command, ReadOnlySpan<byte> data)
    {
        Number = number;
        Command = command;
        Data = data;
    }

    public int Number { get; }

    public ReadOnlySpan<byte> Command { get; }

    public ReadOnlySpan<byte> Data { get; }

    // TXNR SP COMMAND SP DATALEN [SP DATA] LF; without data there is no space behind the length.

    /// <summary>Takes the first frame off the bytes. False when it is not whole yet.</summary>
    /// <exception cref="IOException">The bytes are no RELP.</exception>
    public static bool TryRead(ref ReadOnlySpan<byte> bytes, out RelpFrame frame)
    {
        frame = default;
        ReadOnlySpan<byte> rest = bytes;
        if (!TryTakeWord(ref rest, out ReadOnlySpan<byte> number, out _)
            || !TryTakeWord(ref rest, out ReadOnlySpan<byte> command, out _)
            || !TryTakeWord(ref rest, out ReadOnlySpan<byte> length, out byte end))
        {
            return bytes.Length <= LongestHeader ? false : throw Malformed(bytes);
        }

        if (!TryParse(number, out int txnr) || command.Length is 0 or > 32 || !TryParse(length, out int dataLength) || dataLength > LongestData)
        {
            throw Malformed(bytes);
        }

        if (end == (byte)'\n')
        {
            if (dataLength != 0)
            {
                throw Malformed(bytes);
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
            throw Malformed(bytes);
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

    private static IOException Malformed(ReadOnlySpan<byte> bytes) =>
        new($"the server's answer is no RELP: {Encoding.ASCII.GetString(bytes[..Math.Min(bytes.Length, 40)]).ReplaceLineEndings(" ")}");
}
