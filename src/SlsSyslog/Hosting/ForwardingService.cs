using Microsoft.Extensions.Hosting;

namespace SlsSyslog;

/// <summary>Runs the routes while the host runs, unless they run on demand. When the host stops, they drain within its shutdown timeout.</summary>
internal sealed partial class ForwardingService(
    IOptions<SlsSyslogOptions> options, RouteFactory factory, StatusRegistry status, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    : BackgroundService, IForwardingResult
{
    private readonly ILogger _logger = loggerFactory.CreateLogger<ForwardingService>();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _undeliveredShards;
    private volatile bool _hasFailed;
    private volatile bool _hasDuplicateConsumer;
    private volatile bool _hasStoppedBeforeEnd;

    public long UndeliveredShards => Interlocked.Read(ref _undeliveredShards);

    public bool HasFailed => _hasFailed;

    public bool HasDuplicateConsumer => _hasDuplicateConsumer;

    public bool HasStoppedBeforeEnd => _hasStoppedBeforeEnd;

    public Task Completion => _completion.Task;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // A route that cannot be created, or that waits for its first run, shows in the status as well.
        foreach ((string name, _) in options.Value.AllRoutes())
        {
            status.GetOrAdd(name).State = options.Value.RunsOnDemand ? RouteState.Running : RouteState.Starting;
        }

        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.RunsOnDemand)
        {
            return;
        }

        Task[] routes = [.. options.Value.AllRoutes().Select(route => RunAsync(status.GetOrAdd(route.Key), route.Value, stoppingToken))];
        try
        {
            await Task.WhenAll(routes).ConfigureAwait(false);
        }
        finally
        {
            _completion.TrySetResult();
        }
    }

    private async Task RunAsync(RouteMonitor monitor, RouteOptions description, CancellationToken stoppingToken)
    {
        using CancellationTokenRegistration draining = stoppingToken.Register(() => monitor.State = RouteState.Draining);
        try
        {
            await ForwardAsync(monitor, description, stoppingToken).ConfigureAwait(false);
            monitor.State = RouteState.Stopped;
        }
        catch (Exception exception)
        {
            monitor.AddError(shard: null, exception.Message, "Correct what the message says, and restart the program.");
            monitor.State = RouteState.Failed;
            throw;
        }
    }

    private async Task ForwardAsync(RouteMonitor monitor, RouteOptions description, CancellationToken stoppingToken)
    {
        string name = monitor.Name;
        // The host continues to start while routes are created. What a route leaves undelivered is known when it has ended, which the host
        // may not wait for: until then it counts as one shard.
        Interlocked.Increment(ref _undeliveredShards);
        await Task.Yield();
        bool hasBeenStopped = false;
        ILogSource source = factory.CreateSource(name, description);
        Route route = factory.Create(name, description);
        await using (route.ConfigureAwait(false))
        {
            route.Report.Progress.Backlog = () => source is ConsumerGroupSource group ? FindBacklog(group.GetStatus()) : default;
            ILogger pumpLogger = loggerFactory.CreateLogger<ShardPump>();
            monitor.IsReplay = source is FixedRangeSource;
            monitor.Attach(source);
            monitor.State = RouteState.Running;
            LogStarted(_logger, name);
            RouteHeartbeat? heartbeat = description.Destination.HeartbeatInterval is { } interval
                ? RouteHeartbeat.Start(route, interval, status, timeProvider, loggerFactory.CreateLogger<RouteHeartbeat>(), stoppingToken)
                : null;
            try
            {
                await source.RunAsync(lease => new ShardPump(route, lease, timeProvider, pumpLogger).RunAsync(), stoppingToken).ConfigureAwait(false);
                hasBeenStopped = stoppingToken.IsCancellationRequested;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // A custom source ended because it was canceled.
                hasBeenStopped = true;
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
                if (heartbeat is not null)
                {
                    await heartbeat.DisposeAsync().ConfigureAwait(false);
                }

                await DisposeAsync(source).ConfigureAwait(false);
            }
        }

        RouteTotals totals = route.Totals;
        Interlocked.Add(ref _undeliveredShards, totals.UndeliveredShards - 1);
        LogStopped(_logger, name, totals.Delivered, totals.Filtered, totals.DeadLettered, totals.Truncated, totals.UndeliveredShards);
        if (description.SourceFactory is null && description.Source.EndAt is { } end && hasBeenStopped)
        {
            _hasStoppedBeforeEnd = true;
            LogStoppedBeforeEnd(_logger, name, end);
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
