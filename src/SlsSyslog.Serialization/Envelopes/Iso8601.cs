namespace SlsSyslog.Serialization;

/// <summary>Writes the parts of an RFC 3339 time that follow the seconds.</summary>
internal static class Iso8601
{
    /// <summary>Writes a time in UTC with up to nine digits of fraction; nothing outside of the years 0001 to 9999.</summary>
    public static void WriteUtc(long unixSeconds, int nanoseconds, ref SyslogWriter writer)
    {
        if (unixSeconds is < UnixTime.EarliestSecond or > UnixTime.LatestSecond)
        {
            return;
        }

        Span<byte> text = stackalloc byte[30];
        DateTime.UnixEpoch.AddSeconds(unixSeconds).TryFormat(text, out int length, "s", System.Globalization.CultureInfo.InvariantCulture);
        if (nanoseconds != 0)
        {
            text[length++] = (byte)'.';
            nanoseconds.TryFormat(text[length..], out int digits, "D9", System.Globalization.CultureInfo.InvariantCulture);
            length = text[..(length + digits)].TrimEnd((byte)'0').Length;
        }

        text[length++] = (byte)'Z';
        writer.WriteLiteral(text[..length]);
    }

    /// <summary>Writes the fraction of a second. It is truncated and not rounded, because a rounded fraction could reach the next second.</summary>
    public static void WriteFraction(int nanoseconds, int digits, bool always, ref SyslogWriter writer)
    {
        if (digits == 0 || (nanoseconds == 0 && !always))
        {
            return;
        }

        Span<byte> text = stackalloc byte[7];
        text[0] = (byte)'.';
        int value = nanoseconds / 1000;
        for (int i = 6; i > 0; i--)
        {
            (value, int digit) = int.DivRem(value, 10);
            text[i] = (byte)('0' + digit);
        }

        writer.WriteLiteral(text[..(digits + 1)]);
    }

    public static void WriteOffset(TimeSpan offset, ref SyslogWriter writer)
    {
        if (offset == TimeSpan.Zero)
        {
            writer.WriteLiteral("Z"u8);
            return;
        }

        int minutes = (int)Math.Abs(offset.TotalMinutes);
        writer.WriteLiteral(
        [
            offset < TimeSpan.Zero ? (byte)'-' : (byte)'+',
            (byte)('0' + (minutes / 600)),
            (byte)('0' + (minutes / 60 % 10)),
            (byte)':',
            (byte)('0' + (minutes % 60 / 10)),
            (byte)('0' + (minutes % 10)),
        ]);
    }
}
