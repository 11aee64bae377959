namespace SlsSyslog.ConsumerGroups;

/// <summary>Determines when a shard is pulled next: immediately while there is more to read, otherwise at the active or the idle interval.</summary>
internal sealed class PullPacing(TimeSpan pollInterval, TimeSpan idlePollInterval, TimeProvider timeProvider)
{
    private const int FullBytes = 1024 * 1024;
    private const int FullGroups = 1000;
    private static readonly TimeSpan ActiveFor = TimeSpan.FromMinutes(1);

    private long _pulledAt;
    private long _dataAt = timeProvider.GetTimestamp();
    private bool _hasMore = true;

    public TimeSpan UntilNext
    {
        get
        {
            if (_hasMore)
            {
                return TimeSpan.Zero;
            }

            TimeSpan interval = timeProvider.GetElapsedTime(_dataAt) < ActiveFor ? pollInterval : idlePollInterval;
            TimeSpan rest = interval - timeProvider.GetElapsedTime(_pulledAt);
            return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
        }
    }

    public void BeforePull() => _pulledAt = timeProvider.GetTimestamp();

    /// <summary>
    /// Records the result of a pull. A query can scan much and find nothing: the position moves, but the end is not reached. Older servers do
    /// not report the end. There, a response of the usual size means that there is more.
    /// </summary>
    public void AfterPull(PullResult pulled)
    {
        bool moved = pulled.Next != pulled.Start;
        _hasMore = moved && !pulled.ReachedEnd && (pulled.ScannedBytes >= FullBytes || pulled.GroupCount >= FullGroups || pulled.GroupCount == 0);
        if (pulled.GroupCount > 0)
        {
            _dataAt = _pulledAt;
        }
    }

    /// <summary>Makes the next pull immediate, because there is known to be something to read.</summary>
    public void SkipDelay() => _hasMore = true;
}
