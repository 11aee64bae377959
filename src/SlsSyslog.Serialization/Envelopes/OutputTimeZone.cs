namespace SlsSyslog.Serialization;

/// <summary>Represents the time zone in which times are written or read.</summary>
internal sealed class OutputTimeZone
{
    private readonly TimeZoneInfo? _zone;
    private readonly TimeSpan _offset;

    private OutputTimeZone(TimeZoneInfo? zone, TimeSpan offset)
    {
        _zone = zone;
        _offset = offset;
    }

    /// <summary>Gets whether the system has no time zone database (package tzdata), so that no name is known.</summary>
    public static bool IsDatabaseMissing => !TimeZoneInfo.TryFindSystemTimeZoneById("Europe/London", out _);

    /// <summary>Parses <c>UTC</c>, an offset or a name. Returns null when the time zone is unknown.</summary>
    public static OutputTimeZone? TryParse(string? name)
    {
        if (name is "UTC" or "Z")
        {
            return new(null, TimeSpan.Zero);
        }

        if (name is { Length: 6 } && name[0] is '+' or '-'
            && TimeSpan.TryParseExact(name.AsSpan(1), @"hh\:mm", CultureInfo.InvariantCulture, out TimeSpan offset)
            && offset <= TimeSpan.FromHours(14))
        {
            return new(null, name[0] == '-' ? -offset : offset);
        }

        if (!string.IsNullOrEmpty(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone))
        {
            return new(zone, TimeSpan.Zero);
        }

        return null;
    }

    /// <summary>Gets the offset of a local time. One that occurs twice, or not at all, when clocks change has that of standard time.</summary>
    public TimeSpan GetOffsetOfLocal(DateTime local) => _zone is null ? _offset : _zone.GetUtcOffset(local);

    /// <summary>Gets the offset in whole minutes, the precision of the formats.</summary>
    public TimeSpan GetOffset(DateTime utc)
    {
        TimeSpan offset = _zone is null ? _offset : _zone.GetUtcOffset(utc);
        return TimeSpan.FromMinutes(Math.Floor(offset.TotalMinutes));
    }
}
