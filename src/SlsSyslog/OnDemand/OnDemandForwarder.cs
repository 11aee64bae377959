using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog;

/// <summary>Keeps the parts of each route from its first run on, and runs sources through them.</summary>
internal sealed class OnDemandForwarder(IOptions<SlsSyslogOptions> options, RouteFactory factory, TimeProvider time, ILoggerFactory loggers)
    : IOnDemandForwarder, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Route> _routes = new(StringComparer.Ordinal);
    private readonly ILogger _logger = loggers.CreateLogger<ShardPump>();

    public async Task<ForwardingOutcome> RunAsync(string route, ILogSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(source);
        Route run = Find(route).ForOneRun();
        ConcurrentQueue<string> unfinished = [];

        await source.RunAsync(lease => PumpAsync(run, lease, unfinished), cancellationToken).ConfigureAwait(false);

        // A source that is stopped may end without having handed out all it has.
        unfinished.TryPeek(out string? reason);
        reason ??= cancellationToken.IsCancellationRequested ? "stopped before the end was reached" : null;
        RouteTotals totals = run.Totals;
        return new ForwardingOutcome(reason is null, reason ?? "", totals.Delivered, totals.Filtered, totals.DeadLettered, totals.Truncated);
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
        ShardPump pump = new(run, lease, time, _logger);
        if (!await pump.RunAsync().ConfigureAwait(false))
        {
            string trouble = pump.LastTrouble is { } last ? $" The last trouble was: {last}" : "";
            unfinished.Enqueue($"{lease.ShardName} was stopped before everything was confirmed.{trouble}");
        }
    }

    private Route Find(string name)
    {
        lock (_gate)
        {
            return _routes.TryGetValue(name, out Route? made) ? made : _routes[name] = Create(name);
        }
    }

    private Route Create(string name) =>
        options.Value.AllRoutes().FirstOrDefault(route => route.Key == name).Value is { } description
            ? factory.Create(name, description)
            : throw new ArgumentException($"There is no route '{name}'; configure it or add it with AddRoute.", nameof(name));
}
