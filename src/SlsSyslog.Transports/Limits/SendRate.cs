namespace SlsSyslog.Transports;

/// <summary>Delays buffers so that a transport sends no more bytes and records per second than its options allow.</summary>
internal sealed class SendRate : IAsyncDisposable
{
    /// <summary>The number of buffers per second at the limit: each is sent at once.</summary>
    public const int SlicesPerSecond = 4;

    private readonly RateBudget? _bytes;
    private readonly RateBudget? _records;
    private readonly TimeProvider _timeProvider;
    private long _throttledTicks;

    public SendRate(long? bytesPerSecond, long? recordsPerSecond, TimeProvider timeProvider)
    {
        _bytes = bytesPerSecond is { } bytes ? new RateBudget(bytes) : null;
        _records = recordsPerSecond is { } records ? new RateBudget(records) : null;
        _timeProvider = timeProvider;
    }

    /// <summary>Gets how long buffers have waited, added up over all senders.</summary>
    public TimeSpan ThrottledTime => TimeSpan.FromTicks(Interlocked.Read(ref _throttledTicks));

    /// <summary>Completes when the frames may be sent.</summary>
    /// <exception cref="ObjectDisposedException">The transport was disposed.</exception>
    public async ValueTask WaitAsync(FrameBuffer frames, CancellationToken cancellationToken)
    {
        long start = _timeProvider.GetTimestamp();
        Task taking = TakeAsync(frames, cancellationToken);
        if (taking.IsCompletedSuccessfully)
        {
            return;
        }

        try
        {
            await taking.ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Add(ref _throttledTicks, _timeProvider.GetElapsedTime(start).Ticks);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_bytes is not null)
        {
            await _bytes.DisposeAsync().ConfigureAwait(false);
        }

        if (_records is not null)
        {
            await _records.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task TakeAsync(FrameBuffer frames, CancellationToken cancellationToken)
    {
        if (_bytes is not null)
        {
            await _bytes.TakeAsync(frames.Length, cancellationToken).ConfigureAwait(false);
        }

        if (_records is not null)
        {
            await _records.TakeAsync(frames.Count, cancellationToken).ConfigureAwait(false);
        }
    }
}
