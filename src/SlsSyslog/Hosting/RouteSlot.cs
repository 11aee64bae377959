namespace SlsSyslog;

/// <summary>Runs one route. When its options change, the route drains and runs again with the new ones.</summary>
internal sealed class RouteSlot(Func<RouteOptions, RouteRun> create)
{
    private readonly Lock _lock = new();
    private CancellationTokenSource? _stop;
    private RouteOptions? _next;
    private bool _isRunning;
    private volatile RouteRun? _run;

    /// <summary>Gets the current run, or the last one.</summary>
    public RouteRun? Run => _run;

    /// <summary>Gets the options of the route, which a run that still drains does not have yet; null when the route is removed.</summary>
    public RouteOptions? Options { get; private set; }

    /// <summary>Runs the route until it ends and there are no other options.</summary>
    public async Task RunAsync(RouteOptions options, CancellationToken stopping)
    {
        lock (_lock)
        {
            (Options, _next, _isRunning) = (options, options, true);
        }

        CancellationToken ending = CancellationToken.None; // the first run starts in any case, so that its state is known
        while (true)
        {
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            if (Begin(stop, ending) is not { } run)
            {
                return;
            }

            ending = stopping;
            try
            {
                await run.RunAsync(stop.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException && ContinuesAfterError(ending))
            {
                // Logged by the run. The new options may be the correction.
            }
            finally
            {
                lock (_lock)
                {
                    _stop = null;
                }
            }
        }
    }

    /// <summary>Drains the route, which then runs with other options.</summary>
    /// <param name="options">The options; <see langword="null"/> when the route does not run again.</param>
    /// <returns>Whether the route runs. Otherwise, the caller runs it again.</returns>
    public bool TryReplace(RouteOptions? options)
    {
        lock (_lock)
        {
            Options = options;
            if (_isRunning)
            {
                _next = options;
                _ = _stop?.CancelAsync(); // callbacks do not run under the lock
            }

            return _isRunning;
        }
    }

    private RouteRun? Begin(CancellationTokenSource stop, CancellationToken ending)
    {
        lock (_lock)
        {
            if (_next is not { } next || ending.IsCancellationRequested)
            {
                _isRunning = false;
                return null;
            }

            (_next, _stop) = (null, stop);
            return _run = create(next);
        }
    }

    private bool ContinuesAfterError(CancellationToken ending)
    {
        lock (_lock)
        {
            return _isRunning = _next is not null && !ending.IsCancellationRequested;
        }
    }
}
