namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Computes the delay before each retry. The delay doubles with each failure in a row, from the first delay up to the longest one. The
/// default value is for requests to SLS, whose delays depend on the error.
/// </summary>
internal struct Backoff(TimeSpan first, TimeSpan longest)
{
    private const int MaxDoublings = 10;
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);

    private int _failures;

    public readonly int Failures => _failures;

    public void Reset() => _failures = 0;

    /// <summary>Gets the delay after one more failure.</summary>
    public TimeSpan Next() => Grow(first, longest);

    /// <summary>
    /// Gets the delay after one more failed request. It varies by 25 % in both directions, so that consumers do not retry at the same
    /// moment. It is at least what SLS requests with Retry-After, which is followed up to five minutes.
    /// </summary>
    public TimeSpan Next(Exception exception)
    {
        TimeSpan delay = SlsErrors.Classify(exception) switch
        {
            SlsErrorKind.Transient => Grow(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10)),
            SlsErrorKind.Throttled => Grow(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60)),
            _ => Grow(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(60)),
        };
        delay *= 0.75 + (Random.Shared.NextDouble() / 2);

        TimeSpan retryAfter = (exception as SlsException)?.RetryAfter ?? TimeSpan.Zero;
        return retryAfter <= delay ? delay : retryAfter < LongestRetryAfter ? retryAfter : LongestRetryAfter;
    }

    private TimeSpan Grow(TimeSpan from, TimeSpan to)
    {
        TimeSpan delay = from * Math.Pow(2, Math.Min(_failures++, MaxDoublings));
        return delay < to ? delay : to;
    }
}
