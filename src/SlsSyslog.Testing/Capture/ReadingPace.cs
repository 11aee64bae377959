namespace SlsSyslog.Testing;

/// <summary>Controls how a capture server reads: at full speed, slowly, not at all, or up to a byte at which the connection is cut.</summary>
internal sealed class ReadingPace
{
    private const int PacesPerSecond = 20;
    private readonly Lock _lock = new();
    private TaskCompletionSource? _stalled;
    private long? _bytesToCut;
    private bool _cutWithReset;

    public int? BytesPerSecond { get; set; }

    public void Stall()
    {
        lock (_lock)
        {
            _stalled ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Resume()
    {
        lock (_lock)
        {
            _stalled?.TrySetResult();
            _stalled = null;
        }
    }

    public void CutAfter(long bytes, bool withReset)
    {
        lock (_lock)
        {
            _bytesToCut = bytes;
            _cutWithReset = withReset;
        }
    }

    /// <summary>Waits for a stall and the rate limit, then gets the number of bytes to read, at most <paramref name="wanted"/>.</summary>
    public async ValueTask<int> WaitToReadAsync(int wanted, CancellationToken cancellationToken)
    {
        Task? stalled;
        lock (_lock)
        {
            stalled = _stalled?.Task;
        }

        if (stalled is not null)
        {
            await stalled.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        if (BytesPerSecond is not { } rate)
        {
            return wanted;
        }

        await Task.Delay(TimeSpan.FromSeconds(1.0 / PacesPerSecond), TimeProvider.System, cancellationToken).ConfigureAwait(false);
        return Math.Clamp(rate / PacesPerSecond, 1, wanted);
    }

    /// <summary>Counts bytes toward the configured cut.</summary>
    /// <returns>The number of bytes before the cut, or <see langword="null"/> when the cut is not among them.</returns>
    public int? TakeCut(int read, out bool withReset)
    {
        lock (_lock)
        {
            withReset = _cutWithReset;
            if (_bytesToCut is not { } left)
            {
                return null;
            }

            if (left > read)
            {
                _bytesToCut = left - read;
                return null;
            }

            _bytesToCut = null;
            return (int)left;
        }
    }
}
