using Microsoft.Extensions.Hosting;

namespace SlsSyslog;

/// <summary>Runs the routes while the host runs, unless they run on demand. When the host stops, they drain within its shutdown timeout.</summary>
internal sealed class ForwardingService(
    IOptions<SlsSyslogOptions> options,
    RouteFactory factory,
    StatusRegistry status,
    TimeProvider timeProvider,
    ILoggerFactory loggerFactory,
    IHostApplicationLifetime? lifetime = null) : BackgroundService, IForwardingResult
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile RouteRun[] _runs = [];

    public long UndeliveredShards => _runs.Sum(run => run.UndeliveredShards);

    public bool HasFailed => _runs.Any(run => run.HasFailed);

    public bool HasDuplicateConsumer => _runs.Any(run => run.HasDuplicateConsumer);

    public bool HasStoppedBeforeEnd => _runs.Any(run => run.HasStoppedBeforeEnd);

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

        _runs = [.. options.Value.AllRoutes().Select(route => Create(route.Key, route.Value))];
        try
        {
            await Task.WhenAll(_runs.Select(run => run.RunAsync(stoppingToken))).ConfigureAwait(false);
        }
        finally
        {
            _completion.TrySetResult();
        }
    }

    private RouteRun Create(string name, RouteOptions route) => new(status.GetOrAdd(name), route, factory, status, timeProvider, loggerFactory)
    {
        StopHost = () => lifetime?.StopApplication(),
    };
}
