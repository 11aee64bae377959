namespace SlsSyslog.ConsumerGroups;

/// <summary>Converts the Unix seconds that SLS sends. A number that is not a valid time is null, not an exception.</summary>
internal static class SlsTime
{
    public static DateTimeOffset? FromUnixSeconds(long seconds) =>
        seconds >= 0 && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
