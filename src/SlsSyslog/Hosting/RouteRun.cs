namespace SlsSyslog;

/// <summary>Runs one route with its options, from the creation of its parts until they have drained.</summary>
internal sealed partial class RouteRun(
    string name, RouteOptions options, RouteFactory factory, StatusRegistry status, TimeProvider timeProvider, ILoggerFactory loggerFactory)
{
    private readonly ILogger _logger = loggerFactory.CreateLogger<ForwardingService>();

    // One for each destination.
    private readonly RouteMonitor[] _monitors = [.. options.FindBranches(name).Select(branch => status.GetOrAdd(branch.Name))];
    private volatile bool _hasFailed;
    private bool _isStoppingHost;
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
        SetState(RouteState.Starting);
        CancellationTokenRegistration draining = stopping.Register(() => SetState(RouteState.Draining));
        await using (draining.ConfigureAwait(false))
        {
            try
            {
                await ForwardAsync(stopping).ConfigureAwait(false);
                SetState(HasFailed ? RouteState.Failed : RouteState.Stopped);
            }
            catch (Exception exception)
            {
                AddError(exception.Message, "Correct what the message says, and restart the program.");
                SetState(RouteState.Failed);
                throw;
            }
        }
    }

    private async Task ForwardAsync(CancellationToken stopping)
    {
        // The host continues to start while routes are created.
        await Task.Yield();
        ILogSource source = factory.CreateSource(name, options);
        IReadOnlyList<Route> branches = factory.CreateBranches(name, options);
        bool hasBeenStopped;
        try
        {
            foreach (Route branch in branches)
            {
                branch.Report.Progress.Backlog = () => source is ConsumerGroupSource group ? FindBacklog(group.GetStatus()) : default;
                branch.StopHost = OnStopHost;
                branch.Monitor.IsReplay = source is FixedRangeSource or DeadLetterSource;
                branch.Monitor.Attach(source, observesPulls: branch == branches[0]);
                branch.Monitor.State = RouteState.Running;
                LogStarted(_logger, branch.Name);
            }

            hasBeenStopped = await RunSourceAsync(source, branches, stopping).ConfigureAwait(false);
        }
        finally
        {
            foreach (Route branch in branches)
            {
                await branch.DisposeAsync().ConfigureAwait(false);
            }
        }

        Interlocked.Exchange(ref _undeliveredShards, branches.Where(branch => branch.IsRequired).Sum(branch => branch.Totals.UndeliveredShards));
        foreach (Route branch in branches)
        {
            RouteTotals totals = branch.Totals;
            LogStopped(_logger, branch.Name, totals.Delivered, totals.Filtered, totals.DeadLettered, totals.Truncated, totals.UndeliveredShards);
        }

        if (options.SourceFactory is null && options.Source.EndAt is { } end && hasBeenStopped)
        {
            _hasStoppedBeforeEnd = true;
            LogStoppedBeforeEnd(_logger, name, end);
        }
    }

    // Returns whether the source was stopped.
    private async Task<bool> RunSourceAsync(ILogSource source, IReadOnlyList<Route> branches, CancellationToken stopping)
    {
        ILogger pumpLogger = loggerFactory.CreateLogger<ShardPump>();
        using CancellationTokenSource ended = new();
        Task watching = WatchAsync(source, ended.Token);
        List<RouteHeartbeat> heartbeats = [];
        foreach (Route branch in branches)
        {
            if (branch.HeartbeatInterval is { } interval)
            {
                ILogger logger = loggerFactory.CreateLogger<RouteHeartbeat>();
                heartbeats.Add(RouteHeartbeat.Start(branch, interval, status, timeProvider, logger, stopping));
            }
        }

        try
        {
            await source.RunAsync(lease => new BranchingPump(branches, lease, timeProvider, pumpLogger).RunAsync(), stopping).ConfigureAwait(false);
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
            LogFailed(_logger, name, reason, exception is SlsException ? null : exception);
            throw;
        }
        finally
        {
            _hasDuplicateConsumer |= source is ConsumerGroupSource group && group.GetStatus().IsConsumerDuplicate;
            await ended.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
            foreach (RouteHeartbeat heartbeat in heartbeats)
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
        AddError(cleanReason, "Correct the cause, and restart the process.");
        if (!Interlocked.Exchange(ref _isStoppingHost, true))
        {
            LogStopsHost(_logger, name, cleanReason);
            StopHost?.Invoke();
        }
    }

    private void SetState(RouteState state)
    {
        foreach (RouteMonitor monitor in _monitors)
        {
            monitor.State = state;
        }
    }

    private void AddError(string message, string action)
    {
        foreach (RouteMonitor monitor in _monitors)
        {
            monitor.AddError(shard: null, message, action);
        }
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
