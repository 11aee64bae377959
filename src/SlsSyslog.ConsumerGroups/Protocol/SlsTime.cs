namespace SlsSyslog.ConsumerGroups;

// Unix seconds as SLS sends them; a number that is no time is null, not an exception.
internal static class SlsTime
{
    public static DateTimeOffset? FromUnixSeconds(long seconds) =>
        seconds >= 0 && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
