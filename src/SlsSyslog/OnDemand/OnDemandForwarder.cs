using System.Collections.Concurrent;

namespace SlsSyslog;

/// <summary>Creates the parts of each route on its first run, and runs sources through them.</summary>
internal sealed class OnDemandForwarder(
    IOptions<SlsSyslogOptions> options, RouteFactory factory, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    : IOnDemandForwarder, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Route> _routes = new(StringComparer.Ordinal);
    private readonly ILogger _logger = loggerFactory.CreateLogger<ShardPump>();

    public async Task<ForwardingOutcome> RunAsync(string route, ILogSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(source);
        Route run = Find(route).ForOneRun();
        run.Monitor.Attach(source);
        run.Monitor.State = RouteState.Running;
        ConcurrentQueue<string> unfinished = [];

        await source.RunAsync(lease => PumpAsync(run, lease, unfinished), cancellationToken).ConfigureAwait(false);

        // A source that is canceled may end before everything was read.
        unfinished.TryPeek(out string? reason);
        reason ??= cancellationToken.IsCancellationRequested ? "The run was canceled before the end of the source was reached." : null;
        RouteTotals totals = run.Totals;
        return new ForwardingOutcome(reason is null, reason ?? "", totals.Delivered, totals.Filtered, totals.DeadLettered, totals.Truncated)
        {
            Skipped = totals.Skipped,
        };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Route route in _routes.Values)
        {
            await route.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task PumpAsync(Route run, ILogLease lease, ConcurrentQueue<string> unfinished)
    {
        ShardPump pump = new(run, lease, timeProvider, _logger, isBounded: true);
        if (!await pump.RunAsync().ConfigureAwait(false))
        {
            string reason = pump.LastError is { } error ? $"Last error: {error}" : pump.Pending;
            unfinished.Enqueue($"Shard {lease.ShardName} was stopped before every record was confirmed. {reason}");
        }
    }

    private Route Find(string name)
    {
        lock (_lock)
        {
            return _routes.TryGetValue(name, out Route? existing) ? existing : _routes[name] = Create(name);
        }
    }

    private Route Create(string name) =>
        options.Value.AllRoutes().FirstOrDefault(route => route.Key == name).Value is { } description
            ? factory.Create(name, description)
            : throw new ArgumentException($"The route '{name}' does not exist. Add it to the configuration, or add it with AddRoute.", nameof(name));
}
