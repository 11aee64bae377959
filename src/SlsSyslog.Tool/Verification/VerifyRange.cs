namespace SlsSyslog.Tool;

/// <summary>Represents the range of time that is verified, by the time of receipt by SLS.</summary>
/// <param name="From">The start.</param>
/// <param name="To">The end, exclusive.</param>
internal sealed record VerifyRange(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Returns the start of a minute, in UTC.</summary>
    public static DateTimeOffset MinuteOf(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    public bool Contains(DateTimeOffset minute) => minute >= MinuteOf(From) && minute < To;
}
