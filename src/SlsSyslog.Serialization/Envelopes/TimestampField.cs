namespace SlsSyslog.Serialization;

// RFC 5424 6.2.3: 2026-01-02T03:04:05.123456Z, at most six digits of fraction, "-" for what it cannot tell. RFC 3164 4.1.2:
// "Jan  2 03:04:05".
internal sealed class TimestampField(RecordTime time, WrittenZone zone, int fractionDigits, bool alwaysWriteFraction, bool isBsd)
{
    private const long EarliestSecond = -62_135_596_800; // 0001-01-01T00:00:00Z
    private const long LatestSecond = 253_402_300_799; // 9999-12-31T23:59:59Z

    public static TimestampField Compile(HeaderOptions options, int fractionDigits, bool alwaysWriteFraction, bool isBsd, OptionFaults faults) =>
        new(RecordTime.Compile(options, faults), WrittenZone.Compile(options.TimeZone, faults), fractionDigits, alwaysWriteFraction, isBsd);

    public void Write(scoped LogRecord record, GroupCache cache, ref SyslogWriter writer)
    {
        if (!time.TryGet(record, out long second, out int nanoseconds))
        {
            writer.CountRepairs(1);
        }

        if (second is < EarliestSecond or > LatestSecond)
        {
            // RFC 3164 knows no nil.
            writer.WriteLiteral(isBsd ? "Jan  1 00:00:00"u8 : "-"u8);
            writer.CountRepairs(1);
            return;
        }

        // Neighbours in a group mostly share their second.
        if (second != cache.TimeSecond)
        {
            Render(second, cache);
        }

        if (!cache.Time.TryWriteTo(ref writer))
        {
            writer.Truncate();
        }

        if (!isBsd)
        {
            Iso8601.WriteFraction(nanoseconds, fractionDigits, alwaysWriteFraction, ref writer);
            Iso8601.WriteOffset(cache.TimeOffset, ref writer);
        }
    }

    private void Render(long second, GroupCache cache)
    {
        DateTime utc = DateTime.UnixEpoch.AddSeconds(second);
        TimeSpan offset = zone.GetOffset(utc);
        if (utc.Ticks + offset.Ticks is < 0 or > 3_155_378_975_999_999_999)
        {
            // Local time would leave the calendar.
            offset = TimeSpan.Zero;
        }

        DateTime local = utc + offset;
        Span<byte> text = stackalloc byte[19];
        local.TryFormat(text, out int length, isBsd ? "MMM dd HH:mm:ss" : "s", System.Globalization.CultureInfo.InvariantCulture);
        if (isBsd && text[4] == '0')
        {
            text[4] = (byte)' ';
        }

        SyslogWriter writer = cache.Time.Begin();
        writer.WriteLiteral(text[..length]);
        cache.Time.End(writer);
        cache.TimeSecond = second;
        cache.TimeOffset = offset;
    }
}
