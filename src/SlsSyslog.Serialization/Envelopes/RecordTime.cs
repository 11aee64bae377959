using System.Globalization;
using System.Text;

namespace SlsSyslog.Serialization;

/// <summary>Gets the time of a record: the time that SLS stores, or the value of a field.</summary>
internal sealed class RecordTime
{
    private const int MaxTextLength = 64;
    private const string Iso = "iso8601";
    private const string Unix = "unix";
    private const string UnixMilliseconds = "unixms";

    private readonly RecordVariable? _field;
    private readonly string _format;

    private RecordTime(RecordVariable? field, string format)
    {
        _field = field;
        _format = format;
    }

    public static RecordTime Compile(MessageOptions message) =>
        new(message.TimeField is null ? null : RecordVariable.Parse(message.TimeField), message.TimeFormat);

    /// <summary>Determines whether a text is a supported format of times.</summary>
    public static bool IsFormat(string? format) =>
        !string.IsNullOrEmpty(format) && (format is Iso or Unix or UnixMilliseconds || ContainsDate(format));

    /// <summary>Gets the time. Returns false when the field does not contain a valid time; the result is then the time of SLS.</summary>
    public bool TryGet(scoped LogRecord record, out long unixSeconds, out int nanoseconds)
    {
        (unixSeconds, nanoseconds) = record.EventTime;
        if (_field is null)
        {
            return true;
        }

        ReadOnlySpan<byte> value = _field.Find(record);
        Span<char> room = stackalloc char[MaxTextLength];
        if (value.Length > MaxTextLength || !TryParse(room[..Encoding.UTF8.GetChars(value, room)], out DateTimeOffset time))
        {
            return false;
        }

        unixSeconds = time.ToUnixTimeSeconds();
        nanoseconds = (int)(time.UtcTicks % TimeSpan.TicksPerSecond) * (int)TimeSpan.NanosecondsPerTick;
        return true;
    }

    private bool TryParse(scoped ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        switch (_format)
        {
            case Iso when !BeginsWithDate(text):
                // The parser accepts many other formats, and uses today's date when there is none.
                time = default;
                return false;
            case Iso:
                return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
            case Unix:
                return TryAdd(text, TimeSpan.TicksPerSecond, out time);
            case UnixMilliseconds:
                return TryAdd(text, TimeSpan.TicksPerMillisecond, out time);
            default:
                return DateTimeOffset.TryParseExact(text, _format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
        }
    }

    private static bool BeginsWithDate(scoped ReadOnlySpan<char> text) =>
        text.Length >= 10 && text[4] == '-' && text[7] == '-' && (text.Length == 10 || text[10] is 'T' or 't' or ' ')
        && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[2]) && char.IsAsciiDigit(text[3]);

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

    private static bool TryAdd(scoped ReadOnlySpan<char> text, long ticksPerUnit, out DateTimeOffset time)
    {
        time = default;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal count)
            || Math.Abs(count) > long.MaxValue / ticksPerUnit)
        {
            return false;
        }

        long ticks = DateTimeOffset.UnixEpoch.Ticks + (long)decimal.Floor(count * ticksPerUnit);
        if (ticks < DateTimeOffset.MinValue.Ticks || ticks > DateTimeOffset.MaxValue.Ticks)
        {
            return false;
        }

        time = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }
}
