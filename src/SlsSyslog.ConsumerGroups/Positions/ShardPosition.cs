using System.Diagnostics.CodeAnalysis;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents a position in a shard: the oldest retained log, the end of the shard, or the time SLS received a log.</summary>
/// <remarks>The default value is <see cref="Earliest"/>.</remarks>
public readonly record struct ShardPosition : IParsable<ShardPosition>
{
    private readonly long _unixSeconds;
    private readonly bool _latest;
    private readonly bool _time;

    private ShardPosition(bool latest, bool time, long unixSeconds) => (_latest, _time, _unixSeconds) = (latest, time, unixSeconds);

    /// <summary>Gets the position of the oldest log that SLS retains.</summary>
    public static ShardPosition Earliest => default;

    /// <summary>Gets the position after the newest log.</summary>
    public static ShardPosition Latest => new(latest: true, time: false, 0);

    /// <summary>Gets the time of receipt, or <see langword="null"/> for <see cref="Earliest"/> and <see cref="Latest"/>.</summary>
    public DateTimeOffset? Time => _time ? DateTimeOffset.FromUnixTimeSeconds(_unixSeconds) : null;

    /// <summary>Gets the value of the parameter <c>from</c> of GetCursor.</summary>
    internal string WireText => _time ? _unixSeconds.ToString(CultureInfo.InvariantCulture) : _latest ? "end" : "begin";

    /// <summary>Creates the position of the first log that SLS received at the specified time or later.</summary>
    /// <param name="time">The time of receipt. Fractions of a second are ignored, because SLS uses whole seconds.</param>
    /// <returns>The position.</returns>
    public static ShardPosition At(DateTimeOffset time) => new(latest: false, time: true, time.ToUnixTimeSeconds());

    /// <summary>Converts text to a position.</summary>
    /// <param name="s">
    /// One of <c>earliest</c>, <c>begin</c>, <c>latest</c> and <c>end</c>, a time in ISO 8601 format (UTC unless it has an offset), or Unix
    /// seconds.
    /// </param>
    /// <param name="provider">Not used. The format does not depend on the culture.</param>
    /// <returns>The position.</returns>
    /// <exception cref="FormatException"><paramref name="s"/> is not a valid position.</exception>
    public static ShardPosition Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out ShardPosition result)
            ? result
            : throw new FormatException(
                $"'{s}' is not a valid position. "
                + "Specify earliest (or begin), latest (or end), a time such as 2026-01-31T08:00:00Z, or Unix seconds.");

    /// <summary>Converts text to a position without throwing an exception.</summary>
    /// <param name="s">The text, in one of the forms that <see cref="Parse"/> accepts.</param>
    /// <param name="provider">Not used. The format does not depend on the culture.</param>
    /// <param name="result">The position, or <see cref="Earliest"/> when the method returns <see langword="false"/>.</param>
    /// <returns><see langword="true"/> if the text is a valid position; otherwise, <see langword="false"/>.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ShardPosition result)
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
            result = new ShardPosition(latest: false, time: true, seconds);
            return true;
        }

        // Requiring a dash after the year excludes short forms such as 10:30, which DateTimeOffset parses as a time of today.
        if (text.Length >= 10
            && text[4] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            result = At(time);
            return true;
        }

        return false;
    }

    /// <summary>Returns text that <see cref="Parse"/> accepts.</summary>
    /// <returns><c>earliest</c>, <c>latest</c> or a time in ISO 8601 format.</returns>
    public override string ToString() =>
        Time is { } time ? time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) : _latest ? "latest" : "earliest";

    private static bool Is(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
