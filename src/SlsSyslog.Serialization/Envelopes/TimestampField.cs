namespace SlsSyslog.Serialization;

/// <summary>
/// Writes TIMESTAMP. RFC 5424 6.2.3: <c>2026-01-02T03:04:05.123456Z</c>, at most six digits of fraction, <c>-</c> for an unsupported year.
/// RFC 3164 4.1.2: <c>Jan  2 03:04:05</c>.
/// </summary>
internal sealed class TimestampField(RecordTime time, OutputTimeZone zone, int fractionDigits, bool alwaysWriteFraction, bool isRfc3164)
{
    public static TimestampField Compile(MessageOptions message, int fractionDigits, bool alwaysWriteFraction, bool isRfc3164) =>
        new(RecordTime.Compile(message), OutputTimeZone.TryParse(message.TimeZone)!, fractionDigits, alwaysWriteFraction, isRfc3164);

    public void Write(scoped LogRecord record, FormatterCache cache, ref SyslogWriter writer)
    {
        if (!time.TryGet(record, out long second, out int nanoseconds))
        {
            writer.CountSanitized(1);
        }

        if (second is < UnixTime.EarliestSecond or > UnixTime.LatestSecond)
        {
            // RFC 3164 has no NILVALUE.
            writer.WriteLiteral(isRfc3164 ? "Jan  1 00:00:00"u8 : "-"u8);
            writer.CountSanitized(1);
            return;
        }

        // Consecutive records of a group usually share their second.
        if (second != cache.TimeSecond)
        {
            Render(second, cache);
        }

        if (!cache.Time.TryWriteTo(ref writer))
        {
            writer.Truncate();
        }

        if (!isRfc3164)
        {
            Iso8601.WriteFraction(nanoseconds, fractionDigits, alwaysWriteFraction, ref writer);
            Iso8601.WriteOffset(cache.TimeOffset, ref writer);
        }
    }

    private void Render(long second, FormatterCache cache)
    {
        DateTime utc = DateTime.UnixEpoch.AddSeconds(second);
        TimeSpan offset = zone.GetOffset(utc);
        if (utc.Ticks + offset.Ticks is < 0 or > 3_155_378_975_999_999_999)
        {
            // The local time would be outside of the supported years.
            offset = TimeSpan.Zero;
        }

        DateTime local = utc + offset;
        Span<byte> text = stackalloc byte[19];
        local.TryFormat(text, out int length, isRfc3164 ? "MMM dd HH:mm:ss" : "s", System.Globalization.CultureInfo.InvariantCulture);
        if (isRfc3164 && text[4] == '0')
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
