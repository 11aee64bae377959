namespace SlsSyslog.Testing;

/// <summary>Represents a fault of a <see cref="FaultScript"/>.</summary>
public sealed class InjectedFault
{
    private readonly FaultCondition _condition;
    private readonly DateTimeOffset _end;
    private readonly TaskCompletionSource _removed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _matches;

    internal InjectedFault(FaultCondition condition, FaultPlan plan, DateTimeOffset now)
    {
        _condition = condition;
        Plan = plan;
        _end = condition.Duration is { } duration ? now + duration : DateTimeOffset.MaxValue;
    }

    /// <summary>Gets the number of requests that the fault applied to.</summary>
    public long Hits { get; private set; }

    /// <summary>Gets a value that indicates whether the fault was removed or has reached its limit.</summary>
    public bool IsOver => _removed.Task.IsCompleted;

    internal FaultPlan Plan { get; }

    internal Task Removed => _removed.Task;

    /// <summary>Removes the fault. Requests that wait in it continue.</summary>
    public void Remove() => _removed.TrySetResult();

    /// <summary>Counts a request and decides whether the fault applies. Called under the script's lock.</summary>
    internal bool Strikes(Route route, string? consumer, DateTimeOffset now)
    {
        if (IsOver || !_condition.Matches(route, consumer))
        {
            return false;
        }

        if (now >= _end)
        {
            Remove();
            return false;
        }

        _matches++;
        if (_matches <= _condition.Skip || (_matches - _condition.Skip - 1) % _condition.Every != 0)
        {
            return false;
        }

        Hits++;
        if (Hits == _condition.Times && !Plan.Hangs)
        {
            Remove();
        }

        return Hits <= _condition.Times;
    }
}
