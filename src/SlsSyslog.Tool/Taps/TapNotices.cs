namespace SlsSyslog.Tool;

/// <summary>Says what happens while a tap shows nothing, and what it did not show. Silence would look like an error.</summary>
/// <param name="hasFilter">Whether messages are selected.</param>
internal sealed class TapNotices(bool hasFilter)
{
    private long _counts;
    private long _nextNotice = 2;
    private long _reportedLost;

    /// <summary>Returns the notice for a line, or null when there is nothing to say.</summary>
    public string? Find(TapLine line)
    {
        if (line.Routes is { } routes)
        {
            return routes.Count == 0
                ? $"Connected to version {line.Version}. It has no routes yet."
                : $"Connected to version {line.Version}. Routes: {PlainText.Clean(string.Join(", ", routes))}.";
        }

        if (line is not { Seen: { } seen, Matched: { } matched, Lost: { } lost })
        {
            return null;
        }

        if (lost > _reportedLost)
        {
            long more = lost - _reportedLost;
            _reportedLost = lost;
            return string.Create(CultureInfo.InvariantCulture, $"{more:N0} messages are not shown, because they came faster than they were read.");
        }

        // After 2, 4, 8 ... seconds, while nothing is shown.
        _counts++;
        if (matched > 0 || _counts < _nextNotice)
        {
            return null;
        }

        _nextNotice *= 2;
        return seen == 0 ? "No messages yet: the forwarder is connected, and nothing flows."
            : hasFilter ? string.Create(CultureInfo.InvariantCulture, $"The filter matched 0 of {seen:N0} messages.")
            : null;
    }
}
