namespace SlsSyslog.AspNetCore;

/// <summary>Limits how many requests are served at the same time. Requests do not wait for a place. Safe for concurrent use.</summary>
/// <param name="count">The number of places.</param>
internal sealed class RequestPlaces(int count)
{
    private int _used;

    /// <summary>Takes a place, which <see cref="Release"/> releases.</summary>
    /// <returns>Whether a place was free.</returns>
    public bool TryTake()
    {
        if (Interlocked.Increment(ref _used) <= count)
        {
            return true;
        }

        Release();
        return false;
    }

    public void Release() => Interlocked.Decrement(ref _used);
}
