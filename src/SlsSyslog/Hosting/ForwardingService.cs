using Microsoft.Extensions.Hosting;

namespace SlsSyslog;

/// <summary>
/// Runs the routes while the host runs, unless they run on demand. When the host stops, they drain within its shutdown timeout. When the
/// configuration changes, only the routes that it changes drain and start again.
/// </summary>
internal sealed partial class ForwardingService(
    IOptionsMonitor<SlsSyslogOptions> options,
    RouteFactory factory,
    StatusRegistry status,
    TimeProvider timeProvider,
    ILoggerFactory loggerFactory,
    IHostApplicationLifetime? lifetime = null) : BackgroundService, IForwardingResult
{
    private readonly ILogger _logger = loggerFactory.CreateLogger<ForwardingService>();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, RouteSlot> _slots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task> _tasks = new(StringComparer.Ordinal);

    public long UndeliveredShards => FindRuns().Sum(run => run.UndeliveredShards);

    public bool HasFailed => FindRuns().Any(run => run.HasFailed);

    public bool HasDuplicateConsumer => FindRuns().Any(run => run.HasDuplicateConsumer);

    public bool HasStoppedBeforeEnd => FindRuns().Any(run => run.HasStoppedBeforeEnd);

    public Task Completion => _completion.Task;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // A route that cannot be created, or that waits for its first run, shows in the status as well.
        SlsSyslogOptions current = options.CurrentValue;
        foreach ((string branch, _) in current.AllRoutes().SelectMany(route => route.Value.FindBranches(route.Key)))
        {
            status.GetOrAdd(branch).State = current.RunsOnDemand ? RouteState.Running : RouteState.Starting;
        }

        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        SlsSyslogOptions current = options.CurrentValue;
        if (current.RunsOnDemand)
        {
            return;
        }

        foreach ((string name, RouteOptions route) in current.AllRoutes())
        {
            RunRoute(name, route, stoppingToken);
        }

        using IDisposable? changes = options.OnChange(changed => Apply(changed, stoppingToken));
        try
        {
            await WaitAsync().ConfigureAwait(false);
        }
        finally
        {
            _completion.TrySetResult();
        }
    }

    // A route that is added or changed meanwhile is waited for as well.
    private async Task WaitAsync()
    {
        Task[] tasks = [];
        while (FindTasks() is var current && !current.SequenceEqual(tasks))
        {
            tasks = current;
            await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(tasks).ConfigureAwait(false);
    }

    private void Apply(SlsSyslogOptions changed, CancellationToken stoppingToken)
    {
        List<string> changes = [];
        Dictionary<string, RouteOptions> wanted = new(changed.AllRoutes(), StringComparer.Ordinal);
        lock (_lock)
        {
            foreach ((string name, RouteSlot slot) in _slots)
            {
                if (slot.Options is not null && !wanted.ContainsKey(name))
                {
                    slot.TryReplace(null);
                    changes.Add($"route {name} is removed");
                }
            }

            foreach ((string name, RouteOptions route) in wanted)
            {
                RouteOptions? before = _slots.GetValueOrDefault(name)?.Options;
                if (before is not null && before.Signature == route.Signature)
                {
                    continue;
                }

                changes.Add($"route {name} is {(before is null ? "added" : "changed")}");
                if (!_slots.TryGetValue(name, out RouteSlot? slot) || !slot.TryReplace(route))
                {
                    RunRoute(name, route, stoppingToken);
                }
            }
        }

        LogApplied(_logger, changes.Count == 0 ? "no route is changed" : string.Join(", ", changes));
    }

    private void RunRoute(string name, RouteOptions route, CancellationToken stoppingToken)
    {
        lock (_lock)
        {
            if (!_slots.TryGetValue(name, out RouteSlot? slot))
            {
                _slots.Add(name, slot = new RouteSlot(options => new RouteRun(name, options, factory, status, timeProvider, loggerFactory)
                {
                    StopHost = () => lifetime?.StopApplication(),
                }));
            }

            _tasks[name] = slot.RunAsync(route, stoppingToken);
        }
    }

    private Task[] FindTasks()
    {
        lock (_lock)
        {
            return [.. _tasks.Values];
        }
    }

    private RouteRun[] FindRuns()
    {
        lock (_lock)
        {
            return [.. _slots.Values.Select(slot => slot.Run).OfType<RouteRun>()];
        }
    }
}
