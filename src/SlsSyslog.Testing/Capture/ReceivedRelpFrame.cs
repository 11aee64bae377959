namespace SlsSyslog.Testing;

/// <summary>Represents a received RELP frame: <c>TXNR SP COMMAND SP DATALEN [SP DATA] LF</c>.</summary>
internal readonly ref struct ReceivedRelpFrame(int number, string command, ReadOnlySpan<byte> data, int length)
{
    private const int MaxNumberDigits = 9;
    private const int MaxCommandLength = 32;

    public int Number { get; } = number;

    public string Command { get; } = command;

    public ReadOnlySpan<byte> Data { get; } = data;

    public int Length { get; } = length;

    /// <summary>Reads the first frame. Returns false when it is not complete.</summary>
    /// <exception cref="FormatException">The frame is not valid.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, int maxFrameBytes, out ReceivedRelpFrame frame)
    {
        frame = default;
        int position = 0;
        if (!TryReadNumber(bytes, ref position, " "u8, out int number) || !TryReadCommand(bytes, ref position, out string? command)
            || !TryReadNumber(bytes, ref position, " \n"u8, out int length))
        {
            return false;
        }

        bool hasData = bytes[position - 1] == (byte)' ';
        if (length > maxFrameBytes || hasData != length > 0)
        {
            throw new FormatException($"The header of a RELP frame specifies {length} bytes of data{(hasData ? "" : ", and no data follows")}.");
        }

        if (!hasData)
        {
            frame = new ReceivedRelpFrame(number, command, [], position);
            return true;
        }

        if (bytes.Length <= position + length)
        {
            return false;
        }

        frame = new ReceivedRelpFrame(number, command, bytes.Slice(position, length), position + length + 1);
        return bytes[position + length] == (byte)'\n' ? true : throw new FormatException("A RELP frame does not end with a line feed.");
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> bytes, ref int position, ReadOnlySpan<byte> ends, out int number)
    {
        number = 0;
        for (int digits = 0; position < bytes.Length; digits++)
        {
            byte next = bytes[position++];
            if (ends.Contains(next) && digits > 0)
            {
                return true;
            }

            if (!char.IsAsciiDigit((char)next) || digits == MaxNumberDigits)
            {
                throw new FormatException($"The byte 0x{next:x2} is not valid in a number of a RELP frame.");
            }

            number = (number * 10) + (next - '0');
        }

        return false;
    }

    private static bool TryReadCommand(ReadOnlySpan<byte> bytes, ref int position, out string command)
    {
        command = "";
        int end = bytes[position..].IndexOf((byte)' ');
        if (end > MaxCommandLength || (end < 0 && bytes.Length - position > MaxCommandLength) || end == 0)
        {
            throw new FormatException("A RELP command is not valid. It must have 1 to 32 letters.");
        }

        if (end < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> letters = bytes.Slice(position, end);
        command = letters.SequenceEqual("syslog"u8) ? "syslog" : Encoding.ASCII.GetString(letters);
        position += end + 1;
        return true;
    }
}
