using System.Security.Cryptography;

namespace SlsSyslog.Transports;

/// <summary>Provides delays that double up to a maximum, less a random part of up to one half, so that senders spread out.</summary>
internal sealed class Backoff(TimeSpan firstDelay, TimeSpan maxDelay, TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private int _failures;
    private long _failedAt;
    private TimeSpan _delay;

    public void Reset()
    {
        lock (_lock)
        {
            _failures = 0;
            _delay = TimeSpan.Zero;
        }
    }

    /// <summary>Counts a failure. Returns the delay before the next attempt.</summary>
    public TimeSpan Fail()
    {
        lock (_lock)
        {
            double full = Math.Min(firstDelay.TotalMilliseconds * Math.Pow(2, Math.Min(_failures, 30)), maxDelay.TotalMilliseconds);
            _failures++;
            _failedAt = timeProvider.GetTimestamp();
            _delay = TimeSpan.FromMilliseconds(full * RandomNumberGenerator.GetInt32(512, 1025) / 1024);
            return _delay;
        }
    }

    /// <summary>Gets the rest of the delay since the last failure; zero or less when it is over.</summary>
    public TimeSpan Remaining
    {
        get
        {
            lock (_lock)
            {
                return _delay - timeProvider.GetElapsedTime(_failedAt);
            }
        }
    }

    /// <summary>Waits for the rest of the delay since the last failure.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        if (Remaining is { } remaining && remaining > TimeSpan.Zero)
        {
            await Task.Delay(remaining, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }
}
