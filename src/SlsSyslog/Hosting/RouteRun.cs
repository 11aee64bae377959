namespace SlsSyslog;

/// <summary>Runs one route with its options, from the creation of its parts until they have drained.</summary>
internal sealed partial class RouteRun(
    RouteMonitor monitor, RouteOptions options, RouteFactory factory, StatusRegistry status, TimeProvider timeProvider, ILoggerFactory loggerFactory)
{
    private readonly ILogger _logger = loggerFactory.CreateLogger<ForwardingService>();
    private volatile bool _hasFailed;
    private volatile bool _hasDuplicateConsumer;
    private volatile bool _hasStoppedBeforeEnd;

    // What a route leaves undelivered is known when it has ended, which the host may not wait for: until then it counts as one shard.
    private long _undeliveredShards = 1;

    public long UndeliveredShards => Interlocked.Read(ref _undeliveredShards);

    public bool HasFailed => _hasFailed;

    public bool HasDuplicateConsumer => _hasDuplicateConsumer;

    public bool HasStoppedBeforeEnd => _hasStoppedBeforeEnd;

    /// <summary>Gets what stops the host when the failure policy says so.</summary>
    public Action? StopHost { get; init; }

    /// <summary>Runs the route until it is stopped or has reached its end.</summary>
    /// <param name="stopping">A token that drains the route.</param>
    /// <returns>A task that completes when the route has ended. It fails with the error because of which the route ended.</returns>
    public async Task RunAsync(CancellationToken stopping)
    {
        CancellationTokenRegistration draining = stopping.Register(() => monitor.State = RouteState.Draining);
        await using (draining.ConfigureAwait(false))
        {
            try
            {
                await ForwardAsync(stopping).ConfigureAwait(false);
                monitor.State = HasFailed ? RouteState.Failed : RouteState.Stopped;
            }
            catch (Exception exception)
            {
                monitor.AddError(shard: null, exception.Message, "Correct what the message says, and restart the program.");
                monitor.State = RouteState.Failed;
                throw;
            }
        }
    }

    private async Task ForwardAsync(CancellationToken stopping)
    {
        // The host continues to start while routes are created.
        await Task.Yield();
        ILogSource source = factory.CreateSource(monitor.Name, options);
        Route route = factory.Create(monitor.Name, options);
        bool hasBeenStopped;
        await using (route.ConfigureAwait(false))
        {
            route.Report.Progress.Backlog = () => source is ConsumerGroupSource group ? FindBacklog(group.GetStatus()) : default;
            route.StopHost = OnStopHost;
            monitor.IsReplay = source is FixedRangeSource or DeadLetterSource;
            monitor.Attach(source);
            monitor.State = RouteState.Running;
            LogStarted(_logger, monitor.Name);
            hasBeenStopped = await RunSourceAsync(source, route, stopping).ConfigureAwait(false);
        }

        RouteTotals totals = route.Totals;
        Interlocked.Exchange(ref _undeliveredShards, totals.UndeliveredShards);
        LogStopped(
            _logger, monitor.Name, totals.Delivered, totals.Filtered, totals.DeadLettered, totals.Truncated, totals.UndeliveredShards);
        if (options.SourceFactory is null && options.Source.EndAt is { } end && hasBeenStopped)
        {
            _hasStoppedBeforeEnd = true;
            LogStoppedBeforeEnd(_logger, monitor.Name, end);
        }
    }

    // Returns whether the source was stopped.
    private async Task<bool> RunSourceAsync(ILogSource source, Route route, CancellationToken stopping)
    {
        ILogger pumpLogger = loggerFactory.CreateLogger<ShardPump>();
        using CancellationTokenSource ended = new();
        Task watching = WatchAsync(source, ended.Token);
        RouteHeartbeat? heartbeat = options.Destination.HeartbeatInterval is { } interval
            ? RouteHeartbeat.Start(route, interval, status, timeProvider, loggerFactory.CreateLogger<RouteHeartbeat>(), stopping)
            : null;
        try
        {
            await source.RunAsync(lease => new ShardPump(route, lease, timeProvider, pumpLogger).RunAsync(), stopping).ConfigureAwait(false);
            return stopping.IsCancellationRequested;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // A custom source ended because it was canceled.
            return true;
        }
        catch (Exception exception)
        {
            // The other routes continue. When they have ended as well, the host receives the exception.
            // The message of an SLS error contains everything; a stack trace would not help.
            _hasFailed = true;
            string reason = PlainText.Clean(exception.Message);
            LogFailed(_logger, monitor.Name, reason, exception is SlsException ? null : exception);
            throw;
        }
        finally
        {
            _hasDuplicateConsumer |= source is ConsumerGroupSource group && group.GetStatus().IsConsumerDuplicate;
            await ended.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
            if (heartbeat is not null)
            {
                await heartbeat.DisposeAsync().ConfigureAwait(false);
            }

            await DisposeAsync(source).ConfigureAwait(false);
        }
    }

    private async Task WatchAsync(ILogSource source, CancellationToken ended)
    {
        if (source is IMonitoredSource monitored
            && await new SourceWatch(monitored, options.Failures, timeProvider).RunAsync(ended).ConfigureAwait(false) is { } reason)
        {
            OnStopHost(reason);
        }
    }

    private void OnStopHost(string reason)
    {
        _hasFailed = true;
        string cleanReason = PlainText.Clean(reason);
        monitor.AddError(shard: null, cleanReason, "Correct the cause, and restart the process.");
        LogStopsHost(_logger, monitor.Name, cleanReason);
        StopHost?.Invoke();
    }

    // The shard that is furthest behind, and the one whose logs expire first.
    private static (TimeSpan? Lag, TimeSpan? RetentionLeft) FindBacklog(SourceStatus status) =>
        (status.Shards.Max(shard => shard.Lag), status.Shards.Min(shard => shard.RetentionLeft));

    private static async ValueTask DisposeAsync(ILogSource source)
    {
        switch (source)
        {
            case IAsyncDisposable asynchronous:
                await asynchronous.DisposeAsync().ConfigureAwait(false);
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }
}
