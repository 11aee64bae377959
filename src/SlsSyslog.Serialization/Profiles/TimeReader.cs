namespace SlsSyslog.Serialization;

/// <summary>Reads the times of a profile in the years 1970 to 9999.</summary>
internal sealed class TimeReader(EventTimeParser parser)
{
    private const long LastSecond = 253_402_300_799; // 9999-12-31T23:59:59Z

    public static TimeReader Default { get; } = new(EventTimeParser.Create(EventTimeParser.Iso));

    public bool TryParse(scoped ReadOnlySpan<byte> text, out long seconds, out int nanoseconds) =>
        parser.TryParse(text, out seconds, out nanoseconds) && seconds is >= 0 and <= LastSecond;

    /// <summary>Writes a time as ISO 8601 in UTC into the event.</summary>
    public bool TryWrite(scoped ReadOnlySpan<byte> text, MappedEvent mapped, byte source, out EventValue value)
    {
        value = default;
        if (!TryParse(text, out long seconds, out int nanoseconds))
        {
            return false;
        }

        Span<byte> room = stackalloc byte[32];
        int length = Format(seconds, nanoseconds, room);
        int start = mapped.TextStart;
        mapped.Append(room[..length]);
        value = new(ValueStore.Own, start, length, source);
        return true;
    }

    /// <summary>Writes a time in ISO 8601 in UTC as the milliseconds since 1970. Returns the length.</summary>
    public static int FormatMilliseconds(scoped ReadOnlySpan<byte> text, scoped Span<byte> target)
    {
        long milliseconds = Default.TryParse(text, out long seconds, out int nanoseconds) ? (seconds * 1000) + (nanoseconds / 1_000_000) : 0;
        return milliseconds.TryFormat(target, out int length, default, CultureInfo.InvariantCulture) ? length : 0;
    }

    /// <summary>Formats a time as <c>2026-01-02T03:04:05.1234567Z</c> without trailing zeros.</summary>
    public static int Format(long seconds, int nanoseconds, scoped Span<byte> target)
    {
        DateTime time = DateTime.UnixEpoch.AddSeconds(Math.Clamp(seconds, 0, LastSecond)).AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
        time.TryFormat(
            target, out int length, nanoseconds < 100 ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture);
        return length;
    }
}
