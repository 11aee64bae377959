namespace SlsSyslog.ConsumerGroups;

// The right to pull, with a lane when the shard was idle. Ended once.
internal struct PullTurn(SemaphoreSlim lanes) : IDisposable
{
    private SemaphoreSlim? _lanes = lanes;

    public void Dispose()
    {
        _lanes?.Release();
        _lanes = null;
    }
}
