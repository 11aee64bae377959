namespace SlsSyslog.Testing;

/// <summary>Represents the faults of an emulator. Of those that apply to a request, the first one has an effect.</summary>
/// <example><code>
/// emulator.Faults.On(SlsOperation.PullLogs).InShard(0).Times(3).Answer(500, "InternalServerError");
/// emulator.Faults.On(SlsOperation.HeartBeat).During(TimeSpan.FromSeconds(30)).Hang();
/// </code></example>
public sealed class FaultScript
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _timeProvider;
    private List<InjectedFault> _faults = [];

    internal FaultScript(TimeProvider timeProvider) => _timeProvider = timeProvider;

    /// <summary>Gets the active faults.</summary>
    public IReadOnlyList<InjectedFault> Active
    {
        get
        {
            lock (_lock)
            {
                return [.. _faults.Where(fault => !fault.IsOver)];
            }
        }
    }

    /// <summary>Starts the definition of a fault.</summary>
    /// <param name="operations">The operations that it applies to. An empty list means all.</param>
    /// <returns>A builder. Its last call activates the fault.</returns>
    public FaultBuilder On(params IReadOnlyList<SlsOperation> operations) =>
        new(this, new FaultCondition { Operations = operations.ToHashSet() });

    /// <summary>Removes all faults. Requests that wait in them continue.</summary>
    public void Clear()
    {
        foreach (InjectedFault fault in Active)
        {
            fault.Remove();
        }
    }

    internal InjectedFault Add(FaultCondition condition, FaultPlan plan)
    {
        InjectedFault fault = new(condition, plan, _timeProvider.GetUtcNow());
        lock (_lock)
        {
            _faults = [.. _faults.Where(existing => !existing.IsOver), fault];
        }

        return fault;
    }

    internal InjectedFault? Take(Route route, string? consumer)
    {
        DateTimeOffset now = _timeProvider.GetUtcNow();
        lock (_lock)
        {
            return _faults.FirstOrDefault(fault => fault.Strikes(route, consumer, now));
        }
    }
}
