namespace SlsSyslog.Serialization;

// RFC 5424 6.2.3: 2026-01-02T03:04:05.123456Z, at most six digits of fraction, "-" for what RFC 3339 cannot tell.
internal sealed class TimestampField(int fractionDigits, bool alwaysWriteFraction)
{
    private const long EarliestSecond = -62_135_596_800; // 0001-01-01T00:00:00Z
    private const long LatestSecond = 253_402_300_799; // 9999-12-31T23:59:59Z

    public void Write(scoped LogRecord record, GroupCache cache, ref SyslogWriter writer)
    {
        long second = record.UnixSeconds;
        if (second is < EarliestSecond or > LatestSecond)
        {
            writer.WriteLiteral("-"u8);
            writer.CountRepairs(1);
            return;
        }

        // Neighbours in a group mostly share their second.
        if (second != cache.TimeSecond)
        {
            SyslogWriter text = cache.Time.Begin();
            WriteSecond(second, ref text);
            cache.Time.End(text);
            cache.TimeSecond = second;
        }

        if (!cache.Time.TryWriteTo(ref writer))
        {
            writer.Truncate();
        }

        WriteFraction(record.Nanoseconds, ref writer);
        writer.WriteLiteral("Z"u8);
    }

    private static void WriteSecond(long unixSecond, ref SyslogWriter writer)
    {
        DateTime time = DateTime.UnixEpoch.AddSeconds(unixSecond);
        Span<byte> text = stackalloc byte[19];
        time.TryFormat(text, out _, "s");
        writer.WriteLiteral(text);
    }

    private void WriteFraction(int nanoseconds, ref SyslogWriter writer)
    {
        if (fractionDigits == 0 || (nanoseconds == 0 && !alwaysWriteFraction))
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

        writer.WriteLiteral(text[..(fractionDigits + 1)]);
    }
}
