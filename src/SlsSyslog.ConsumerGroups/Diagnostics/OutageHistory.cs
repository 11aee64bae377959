namespace SlsSyslog.ConsumerGroups;

/// <summary>Keeps the last outages of a source. Safe for concurrent use.</summary>
internal sealed class OutageHistory(TimeProvider timeProvider)
{
    private const int Capacity = 20;
    private static readonly TimeSpan ShortestKept = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly LinkedList<SourceOutage> _outages = [];

    public IReadOnlyList<SourceOutage> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _outages];
            }
        }
    }

    /// <summary>Starts an outage, or updates the cause of the current one.</summary>
    public void Open(string cause)
    {
        cause = PlainText.Clean(cause);
        lock (_lock)
        {
            if (_outages.First is { Value.End: null } current)
            {
                current.Value = current.Value with { Cause = cause };
                return;
            }

            _outages.AddFirst(new SourceOutage(timeProvider.GetUtcNow(), null, cause));
            if (_outages.Count > Capacity)
            {
                _outages.RemoveLast();
            }
        }
    }

    /// <summary>Ends the current outage. Has no effect if there is none.</summary>
    public void Close()
    {
        lock (_lock)
        {
            if (_outages.First is not { Value.End: null } current)
            {
                return;
            }

            current.Value = current.Value with { End = timeProvider.GetUtcNow() };
            if (current.Value.End - current.Value.Start < ShortestKept)
            {
                _outages.RemoveFirst();
            }
        }
    }
}
