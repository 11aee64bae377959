namespace SlsSyslog;

/// <summary>Keeps the last outages of the destination of a route. Safe for concurrent use.</summary>
internal sealed class OutageLog(TimeProvider timeProvider)
{
    /// <summary>The number of outages that are kept.</summary>
    public const int Capacity = 20;

    private readonly Lock _lock = new();
    private readonly LinkedList<OutageStatus> _outages = [];
    private bool _isOpen;

    /// <summary>Starts an outage, or updates the cause of the current one.</summary>
    /// <param name="duration">How long it has lasted already.</param>
    /// <param name="cause">The last error, or an empty string.</param>
    public void Open(TimeSpan duration, string cause)
    {
        cause = cause.Length > 0 ? PlainText.Clean(cause) : "The server has confirmed nothing.";
        lock (_lock)
        {
            if (_isOpen)
            {
                _outages.First!.Value = _outages.First.Value with { Cause = cause };
                return;
            }

            _isOpen = true;
            _outages.AddFirst(new OutageStatus(OutageSide.Destination, timeProvider.GetUtcNow() - duration, null, cause, 0, 0));
            if (_outages.Count > Capacity)
            {
                _outages.RemoveLast();
            }
        }
    }

    /// <summary>Ends the current outage. Has no effect if there is none.</summary>
    public void Close(long late, long repeated)
    {
        lock (_lock)
        {
            if (_isOpen)
            {
                _isOpen = false;
                _outages.First!.Value =
                    _outages.First.Value with { End = timeProvider.GetUtcNow(), LateRecords = late, RepeatedRecords = repeated };
            }
        }
    }

    /// <summary>Gets the outages, the newest first.</summary>
    /// <param name="late">The number of records that wait now.</param>
    /// <param name="repeated">The number of records that were sent again since the last confirmation.</param>
    public IReadOnlyList<OutageStatus> GetOutages(long late, long repeated)
    {
        lock (_lock)
        {
            return [.. _outages.Select(outage => outage.End is null ? outage with { LateRecords = late, RepeatedRecords = repeated } : outage)];
        }
    }
}
