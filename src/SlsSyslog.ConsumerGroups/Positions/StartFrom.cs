using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Where reading begins in a shard that has no checkpoint yet: the oldest retained log, the end, or a time of receipt by SLS.
/// The default value is <see cref="Earliest"/>.
/// </summary>
public readonly record struct StartFrom : IParsable<StartFrom>
{
    private readonly long _unixSeconds;
    private readonly bool _latest;
    private readonly bool _time;

    private StartFrom(bool latest, bool time, long unixSeconds) => (_latest, _time, _unixSeconds) = (latest, time, unixSeconds);

    /// <summary>The oldest log that SLS still keeps.</summary>
    public static StartFrom Earliest => default;

    /// <summary>Behind the newest log: only what is written from now on.</summary>
    public static StartFrom Latest => new(latest: true, time: false, 0);

    /// <summary>The point in time, null for <see cref="Earliest"/> and <see cref="Latest"/>.</summary>
    public DateTimeOffset? Time => _time ? DateTimeOffset.FromUnixTimeSeconds(_unixSeconds) : null;

    // The value of the parameter `from` of GetCursor.
    internal string WireText => _time ? _unixSeconds.ToString(CultureInfo.InvariantCulture) : _latest ? "end" : "begin";

    /// <summary>The first log that SLS received at this time or later.</summary>
    /// <param name="time">The time; SLS counts whole seconds, so the part below a second is left out.</param>
    /// <returns>The position.</returns>
    public static StartFrom At(DateTimeOffset time) => new(latest: false, time: true, time.ToUnixTimeSeconds());

    /// <summary>Reads <c>begin</c>, <c>earliest</c>, <c>end</c>, <c>latest</c>, a time in ISO 8601 (UTC unless it says otherwise) or unix seconds.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used: the forms know no culture.</param>
    /// <returns>The position.</returns>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static StartFrom Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out StartFrom result)
            ? result
            : throw new FormatException($"'{s}' is no start position: write earliest (or begin), latest (or end), a time such as 2026-01-31T08:00:00Z, or unix seconds.");

    /// <summary>As <see cref="Parse"/>, without an exception.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used: the forms know no culture.</param>
    /// <param name="result">The position.</param>
    /// <returns>Whether the text is a position.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out StartFrom result)
    {
        string text = s?.Trim() ?? "";
        result = default;
        if (Is(text, "begin") || Is(text, "earliest"))
        {
            return true;
        }

        if (Is(text, "end") || Is(text, "latest"))
        {
            result = Latest;
            return true;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            result = new StartFrom(latest: false, time: true, seconds);
            return true;
        }

        // A dash after the year: rules out the many short forms that DateTimeOffset would take for a time of today.
        if (text.Length >= 10
            && text[4] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            result = At(time);
            return true;
        }

        return false;
    }

    /// <summary>A text that <see cref="Parse"/> reads.</summary>
    /// <returns><c>earliest</c>, <c>latest</c> or a time in ISO 8601.</returns>
    public override string ToString() =>
        Time is { } time ? time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) : _latest ? "latest" : "earliest";

    private static bool Is(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
