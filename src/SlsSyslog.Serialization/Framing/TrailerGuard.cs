namespace SlsSyslog.Serialization;

/// <summary>Removes everything that looks like the end of a frame from a message, including what a custom formatter wrote as a literal.</summary>
internal static class TrailerGuard
{
    /// <summary>Replaces each <see cref="LineBreak"/> by one space for line feed framing, and NUL for NUL framing.</summary>
    public static FrameOutcome Clean(Span<byte> room, ref int length, int maxLength, byte trailer)
    {
        bool changed = trailer == 0 ? RemoveNul(room[..length]) : RemoveLineBreaks(room, ref length);
        FrameOutcome outcome = changed ? FrameOutcome.Sanitized : FrameOutcome.None;
        if (char.IsAsciiDigit((char)room[0]))
        {
            int kept = Utf8Cut.FitLength(room[..length], maxLength - 1);
            outcome |= kept < length ? FrameOutcome.Sanitized | FrameOutcome.Truncated : FrameOutcome.Sanitized;
            room[..kept].CopyTo(room[1..]);
            room[0] = (byte)' ';
            length = kept + 1;
        }

        return outcome;
    }

    /// <summary>Returns whether a space must precede the message: a receiver that detects framing reads digits as an octet count.</summary>
    public static bool NeedsSpace(scoped ReadOnlySpan<byte> message, SyslogFraming framing) =>
        framing is SyslogFraming.LineFeed or SyslogFraming.Nul && char.IsAsciiDigit((char)message[0]);

    private static bool RemoveNul(Span<byte> message)
    {
        bool found = message.Contains((byte)0);
        message.Replace((byte)0, (byte)' ');
        return found;
    }

    private static bool RemoveLineBreaks(Span<byte> room, ref int length)
    {
        int read = LineBreak.IndexIn(room[..length]);
        if (read < 0)
        {
            return false;
        }

        int write = read;
        while (read < length)
        {
            int broken = LineBreak.LengthAt(room[read..length]);
            room[write++] = broken > 0 ? (byte)' ' : room[read];
            read += Math.Max(broken, 1);
        }

        length = write;
        return true;
    }
}
