namespace SlsSyslog.Serialization;

/// <summary>
/// Writes TIMESTAMP. RFC 5424 6.2.3: <c>2026-01-02T03:04:05.123456Z</c>, at most six digits of fraction, <c>-</c> for an unsupported year.
/// RFC 3164 4.1.2: <c>Jan  2 03:04:05</c>.
/// </summary>
internal sealed class TimestampField(RecordTime time, OutputTimeZone zone, int fractionDigits, bool alwaysWriteFraction, bool isRfc3164)
{
    private const int Rfc3164Length = 15;

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

    // Mmm dd hh:mm:ss. A custom format of DateTime takes ten times as long, and events of a log rarely share their second.
    private static void FormatRfc3164(DateTime time, scoped Span<byte> text)
    {
        "JanFebMarAprMayJunJulAugSepOctNovDec"u8.Slice((time.Month - 1) * 3, 3).CopyTo(text);
        WriteTwo(text, 3, time.Day, (byte)' ');
        WriteTwo(text, 6, time.Hour, (byte)' ');
        WriteTwo(text, 9, time.Minute, (byte)':');
        WriteTwo(text, 12, time.Second, (byte)':');
        if (text[4] == '0')
        {
            text[4] = (byte)' ';
        }
    }

    private static void WriteTwo(scoped Span<byte> text, int at, int number, byte separator)
    {
        text[at] = separator;
        text[at + 1] = (byte)('0' + (number / 10));
        text[at + 2] = (byte)('0' + (number % 10));
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
        if (isRfc3164)
        {
            text = text[..Rfc3164Length];
            FormatRfc3164(local, text);
        }
        else
        {
            local.TryFormat(text, out _, "s", System.Globalization.CultureInfo.InvariantCulture);
        }

        SyslogWriter writer = cache.Time.Begin();
        writer.WriteLiteral(text);
        cache.Time.End(writer);
        cache.TimeSecond = second;
        cache.TimeOffset = offset;
    }
}
