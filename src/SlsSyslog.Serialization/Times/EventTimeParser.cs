namespace SlsSyslog.Serialization;

/// <summary>Reads times in the fields of logs. Any number of threads can use an instance, and reading does not allocate.</summary>
internal sealed class EventTimeParser
{
    public const string Iso = "iso8601";

    private const int MaxTextLength = 64;
    private const string UnixByMagnitude = "unixauto";

    private readonly string _format;
    private readonly long _unitsPerSecond;
    private readonly bool _hasOffset;
    private readonly OutputTimeZone _zone;

    private EventTimeParser(string format, OutputTimeZone zone)
    {
        _format = format;
        _zone = zone;
        _unitsPerSecond = GetUnitsPerSecond(format);
        _hasOffset = _unitsPerSecond < 0 && format != Iso && ContainsOffset(format);
    }

    /// <summary>Creates a parser from a valid format and time zone.</summary>
    /// <param name="format">
    /// <c>iso8601</c>, <c>unix</c>, <c>unixms</c>, <c>unixus</c>, <c>unixns</c>, <c>unixauto</c>, or a .NET format with year, month and day.
    /// </param>
    /// <param name="zone">The time zone of times without an offset.</param>
    public static EventTimeParser Create(string format, string zone = "UTC") => new(format, OutputTimeZone.TryParse(zone)!);

    /// <summary>Determines whether a text is a supported format of times.</summary>
    public static bool IsFormat(string? format) =>
        !string.IsNullOrEmpty(format) && (format == Iso || GetUnitsPerSecond(format) >= 0 || ContainsDate(format));

    /// <summary>Determines whether a text is a known time zone.</summary>
    public static bool IsZone(string? zone) => OutputTimeZone.TryParse(zone) is not null;

    /// <summary>Reads a time. Returns false when the text does not contain one.</summary>
    public bool TryParse(scoped ReadOnlySpan<byte> text, out long unixSeconds, out int nanoseconds)
    {
        text = TimeText.Trim(text);
        (unixSeconds, nanoseconds) = (0, 0);
        if (text.Length is 0 or > MaxTextLength)
        {
            return false;
        }

        return _format == Iso ? UtcText.TryParse(text, out unixSeconds) || TimeText.TryParse(text, _zone, out unixSeconds, out nanoseconds)
            : _unitsPerSecond >= 0 ? UnixTime.TryParse(text, _unitsPerSecond, out unixSeconds, out nanoseconds)
            : TryParseExact(text, out unixSeconds, out nanoseconds);
    }

    private static long GetUnitsPerSecond(string format) => format switch
    {
        "unix" => 1,
        "unixms" => 1000,
        "unixus" => 1_000_000,
        "unixns" => 1_000_000_000,
        UnixByMagnitude => 0,
        _ => -1,
    };

    private bool TryParseExact(scoped ReadOnlySpan<byte> text, out long unixSeconds, out int nanoseconds)
    {
        Span<char> room = stackalloc char[MaxTextLength];
        Span<char> chars = room[..Encoding.UTF8.GetChars(text, room)];
        (unixSeconds, nanoseconds) = (0, 0);
        int leapSeconds = 0;
        if (!TryParseExact(chars, out DateTimeOffset time))
        {
            // .NET does not know second 60, which is the first one of the next minute.
            int second = chars.LastIndexOf(":60");
            if (second < 0)
            {
                return false;
            }

            "59".CopyTo(chars[(second + 1)..]);
            leapSeconds = 1;
            if (!TryParseExact(chars, out time))
            {
                return false;
            }
        }

        unixSeconds = time.ToUnixTimeSeconds() + leapSeconds;
        nanoseconds = (int)(time.UtcTicks % TimeSpan.TicksPerSecond) * (int)TimeSpan.NanosecondsPerTick;
        if (!_hasOffset)
        {
            unixSeconds -= (long)_zone.GetOffsetOfLocal(DateTime.SpecifyKind(time.DateTime, DateTimeKind.Unspecified)).TotalSeconds;
        }

        return true;
    }

    private bool TryParseExact(scoped ReadOnlySpan<char> text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, _format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    // The parser takes missing parts of a date from today.
    private static bool ContainsDate(string format)
    {
        DateTimeOffset noon = new(2001, 2, 3, 12, 0, 0, TimeSpan.Zero);
        try
        {
            string text = noon.ToString(format, CultureInfo.InvariantCulture);
            return DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
                && time.UtcDateTime.Date == noon.UtcDateTime.Date;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // The same local time in two time zones has two texts.
    private static bool ContainsOffset(string format)
    {
        DateTime noon = new(2001, 2, 3, 12, 0, 0);
        return new DateTimeOffset(noon, TimeSpan.Zero).ToString(format, CultureInfo.InvariantCulture)
            != new DateTimeOffset(noon, TimeSpan.FromHours(8)).ToString(format, CultureInfo.InvariantCulture);
    }
}
