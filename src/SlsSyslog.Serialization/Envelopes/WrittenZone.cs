using System.Globalization;

namespace SlsSyslog.Serialization;

// The time zone that times are written in.
internal sealed class WrittenZone
{
    private readonly TimeZoneInfo? _zone;
    private readonly TimeSpan _offset;

    private WrittenZone(TimeZoneInfo? zone, TimeSpan offset)
    {
        _zone = zone;
        _offset = offset;
    }

    public static WrittenZone Compile(string? name, OptionFaults faults)
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

        faults.Add("TimeZone", $"\"{name}\" is no time zone here. Write UTC, an offset such as +08:00, or a name such as Asia/Shanghai.");
        return new(null, TimeSpan.Zero);
    }

    // The offset in whole minutes, which is what the formats can say.
    public TimeSpan GetOffset(DateTime utc)
    {
        TimeSpan offset = _zone is null ? _offset : _zone.GetUtcOffset(utc);
        return TimeSpan.FromMinutes(Math.Floor(offset.TotalMinutes));
    }
}
