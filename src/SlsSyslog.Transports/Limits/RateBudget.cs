using System.Threading.RateLimiting;

namespace SlsSyslog.Transports;

/// <summary>Provides the bytes or records that may be sent, as many per second as specified, in the order of the callers.</summary>
internal sealed class RateBudget : IAsyncDisposable
{
    private const int PeriodsPerSecond = 10;

    private readonly int _perPeriod;
    private readonly TokenBucketRateLimiter _limiter;

    public RateBudget(long perSecond)
    {
        // The period is rounded up to milliseconds, as the timer rounds it down, so that the rate is never exceeded.
        _perPeriod = (int)Math.Clamp(Math.Ceiling((double)perSecond / PeriodsPerSecond), 1, int.MaxValue);
        _limiter = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = _perPeriod,
            TokensPerPeriod = _perPeriod,
            ReplenishmentPeriod = TimeSpan.FromMilliseconds(Math.Ceiling(1000.0 * _perPeriod / perSecond)),
            QueueLimit = int.MaxValue,
        });
    }

    /// <summary>Completes when the given number may be sent. It may be more than what is provided at once.</summary>
    /// <exception cref="ObjectDisposedException">The transport was disposed.</exception>
    public async ValueTask TakeAsync(int count, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            int part = Math.Min(count, _perPeriod);
            using RateLimitLease lease = await _limiter.AcquireAsync(part, cancellationToken).ConfigureAwait(false);
            ObjectDisposedException.ThrowIf(!lease.IsAcquired, typeof(ISyslogTransport));
            count -= part;
        }
    }

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();
}
