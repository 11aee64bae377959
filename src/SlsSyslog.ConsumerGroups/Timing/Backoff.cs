namespace SlsSyslog.ConsumerGroups;

// How long to wait after a failure: grows with each one in a row, with jitter, faster or slower by what failed.
internal struct Backoff
{
    private int _failures;

    public void Reset() => _failures = 0;

    public TimeSpan Next(Exception error)
    {
        (TimeSpan first, TimeSpan longest) = SlsErrors.Classify(error) switch
        {
            SlsErrorKind.Transient => (TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10)),
            SlsErrorKind.Throttled => (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60)),
            _ => (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(60)),
        };
        TimeSpan grown = first * Math.Pow(2, Math.Min(_failures++, 10));
        TimeSpan wait = (grown < longest ? grown : longest) * (0.75 + (Random.Shared.NextDouble() / 2));

        // A wish of the server is never undercut, nor followed into hours.
        TimeSpan wish = (error as SlsException)?.RetryAfter ?? TimeSpan.Zero;
        TimeSpan most = TimeSpan.FromMinutes(5);
        return wish <= wait ? wait : wish < most ? wish : most;
    }
}
