namespace SlsSyslog.Testing;

/// <summary>
/// The faults of an emulator: each names the requests it strikes and what happens to them. The first fault that strikes a request decides.
/// </summary>
/// <example><code>
/// emulator.Faults.On(SlsOperation.PullLogs).InShard(0).Times(3).Answer(500, "InternalServerError");
/// emulator.Faults.On(SlsOperation.HeartBeat).During(TimeSpan.FromSeconds(30)).Hang();
/// </code></example>
public sealed class FaultScript
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private List<InjectedFault> _faults = [];

    internal FaultScript(TimeProvider clock) => _clock = clock;

    /// <summary>The faults that can still strike.</summary>
    public IReadOnlyList<InjectedFault> Active
    {
        get
        {
            lock (_gate)
            {
                return [.. _faults.Where(fault => !fault.IsOver)];
            }
        }
    }

    /// <summary>Begins a fault.</summary>
    /// <param name="operations">The operations it strikes; none means all.</param>
    /// <returns>A builder; its last call puts the fault into force.</returns>
    public FaultBuilder On(params IReadOnlyList<SlsOperation> operations) =>
        new(this, new FaultCondition { Operations = operations.ToHashSet() });

    /// <summary>Ends all faults; requests that hang in them go on.</summary>
    public void Clear()
    {
        foreach (InjectedFault fault in Active)
        {
            fault.Remove();
        }
    }

    internal InjectedFault Add(FaultCondition condition, FaultPlan plan)
    {
        InjectedFault fault = new(condition, plan, _clock.GetUtcNow());
        lock (_gate)
        {
            _faults = [.. _faults.Where(existing => !existing.IsOver), fault];
        }

        return fault;
    }

    internal InjectedFault? Take(Route route, string? consumer)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        lock (_gate)
        {
            return _faults.FirstOrDefault(fault => fault.Strikes(route, consumer, now));
        }
    }
}
