namespace SlsSyslog.Serialization;

// The last check before a frame that ends with a trailer: nothing in the message may look like the end of one, not even what
// came through literal calls of a custom formatter.
internal static class TrailerGuard
{
    // Returns whether anything had to be changed. CR LF, CR, LF and NUL become one space each under LF framing.
    public static bool Clean(Span<byte> room, ref int length, int maxLength, byte trailer)
    {
        if (trailer == 0)
        {
            Span<byte> message = room[..length];
            bool found = message.Contains((byte)0);
            message.Replace((byte)0, (byte)' ');
            return found;
        }

        bool changed = RemoveLineBreaks(room, ref length);
        if (char.IsAsciiDigit((char)room[0]))
        {
            // A receiver that detects the framing by the first byte would take the digits for an octet count.
            length = Math.Min(length, maxLength - 1);
            room[..length].CopyTo(room[1..]);
            room[0] = (byte)' ';
            length++;
            changed = true;
        }

        return changed;
    }

    private static bool RemoveLineBreaks(Span<byte> room, ref int length)
    {
        int read = room[..length].IndexOfAny((byte)'\n', (byte)'\r', (byte)0);
        if (read < 0)
        {
            return false;
        }

        int write = read;
        while (read < length)
        {
            byte value = room[read++];
            if (value == '\r' && read < length && room[read] == '\n')
            {
                read++;
            }

            room[write++] = value is (byte)'\n' or (byte)'\r' or 0 ? (byte)' ' : value;
        }

        length = write;
        return true;
    }
}
