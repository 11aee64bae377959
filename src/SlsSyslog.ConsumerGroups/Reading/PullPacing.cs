namespace SlsSyslog.ConsumerGroups;

// When a shard is pulled next: at once while there is more, soon while it is active, gently while it is idle.
internal sealed class PullPacing(TimeSpan pollInterval, TimeSpan idlePollInterval, TimeProvider time)
{
    private const int FullBytes = 1024 * 1024;
    private const int FullGroups = 1000;
    private static readonly TimeSpan ActiveFor = TimeSpan.FromMinutes(1);

    private long _pulledAt;
    private long _dataAt = time.GetTimestamp();
    private bool _hasMore = true;

    public TimeSpan UntilNext
    {
        get
        {
            if (_hasMore)
            {
                return TimeSpan.Zero;
            }

            TimeSpan interval = time.GetElapsedTime(_dataAt) < ActiveFor ? pollInterval : idlePollInterval;
            TimeSpan rest = interval - time.GetElapsedTime(_pulledAt);
            return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
        }
    }

    public void BeforePull() => _pulledAt = time.GetTimestamp();

    // A query may find nothing in much that was scanned: that is movement, not the end. Servers of old do not tell the end; there a
    // pull of the usual size means that there is more.
    public void AfterPull(PulledBlock pulled)
    {
        bool moved = pulled.Next != pulled.Start;
        _hasMore = moved && !pulled.ReachedEnd && (pulled.ScannedBytes >= FullBytes || pulled.GroupCount >= FullGroups || pulled.GroupCount == 0);
        if (pulled.GroupCount > 0)
        {
            _dataAt = _pulledAt;
        }
    }

    // After a rewind what is there to be read was there before.
    public void Hurry() => _hasMore = true;
}
