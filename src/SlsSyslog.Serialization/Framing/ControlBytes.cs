namespace SlsSyslog.Serialization;

/// <summary>Measures messages as rsyslog does: it stores each control character as four bytes, <c>#011</c>, and silently cuts the rest.</summary>
internal static class ControlBytes
{
    private const int StoredLength = 4;
    private const byte Last = 0x1F;

    /// <summary>Gets how much of the message a receiver can store. Bytes that the framing replaces are not control characters.</summary>
    public static int FitLength(ReadOnlySpan<byte> message, int maxStoredBytes, SyslogFraming framing)
    {
        if ((long)message.Length * StoredLength <= maxStoredBytes)
        {
            return message.Length;
        }

        int stored = 0;
        int at = 0;
        while (at < message.Length)
        {
            int run = message[at..].IndexOfAnyInRange((byte)0, Last);
            run = run < 0 ? message.Length - at : run;
            if (run > maxStoredBytes - stored)
            {
                return at + maxStoredBytes - stored;
            }

            at += run;
            stored += run;
            if (at < message.Length)
            {
                stored += IsReplaced(message[at], framing) ? 1 : StoredLength;
                if (stored > maxStoredBytes)
                {
                    return at;
                }

                at++;
            }
        }

        return message.Length;
    }

    private static bool IsReplaced(byte value, SyslogFraming framing) => framing switch
    {
        SyslogFraming.LineFeed => LineBreak.Is(value),
        SyslogFraming.Nul => value == 0,
        _ => false,
    };
}
