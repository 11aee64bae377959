namespace SlsSyslog;

/// <summary>
/// Spaces out attempts after failures: the delay starts at 100 ms, doubles with each failure up to 30 s, and a random part of up to a
/// half is subtracted so that shards do not retry at the same time.
/// </summary>
internal sealed class Backoff(TimeProvider timeProvider)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private int _failures;

    public int Failures => _failures;

    public void AddFailure() => _failures++;

    public void Reset() => _failures = 0;

    public Task WaitAsync(CancellationToken cancellationToken) =>
        Task.Delay(GetDelay(Random.Shared.NextDouble()), timeProvider, cancellationToken);

    /// <summary>Returns the delay after the failures so far.</summary>
    /// <param name="random">A random number from 0 (the shortest delay) to 1 (the longest).</param>
    internal TimeSpan GetDelay(double random)
    {
        TimeSpan delay = FirstDelay * (Math.Pow(2, Math.Min(_failures - 1, 16)) * (0.5 + (random / 2)));
        return delay < LongestDelay ? delay : LongestDelay;
    }
}
