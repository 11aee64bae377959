using System.Security.Cryptography;

namespace SlsSyslog.Transports;

/// <summary>Pauses that double with each failure, less a random part of up to a half so that many senders do not come back at once.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private int _failures;
    private long _failedAt;
    private TimeSpan _pause;

    public void Reset()
    {
        lock (_lock)
        {
            _failures = 0;
            _pause = TimeSpan.Zero;
        }
    }

    /// <summary>Counts a failure. Returns the pause before the next try.</summary>
    public TimeSpan Fail()
    {
        lock (_lock)
        {
            double full = Math.Min(first.TotalMilliseconds * Math.Pow(2, Math.Min(_failures, 30)), longest.TotalMilliseconds);
            _failures++;
            _failedAt = clock.GetTimestamp();
            _pause = TimeSpan.FromMilliseconds(full * RandomNumberGenerator.GetInt32(512, 1025) / 1024);
            return _pause;
        }
    }

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan left;
        lock (_lock)
        {
            left = _pause - clock.GetElapsedTime(_failedAt);
        }

        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
