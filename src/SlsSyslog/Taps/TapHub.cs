namespace SlsSyslog;

/// <summary>Passes messages to those who watch them. While nobody does, nothing is copied.</summary>
internal sealed class TapHub
{
    private const int MaxListeners = 4;

    private readonly Lock _lock = new();
    private volatile TapListener[] _listeners = [];

    /// <summary>Gets a value that indicates whether anybody watches.</summary>
    public bool IsListening => _listeners.Length > 0;

    /// <summary>Adds a listener.</summary>
    /// <returns>Whether there was room for it.</returns>
    public bool TryAdd(TapListener listener)
    {
        lock (_lock)
        {
            if (_listeners.Length == MaxListeners)
            {
                return false;
            }

            _listeners = [.. _listeners, listener];
            return true;
        }
    }

    public void Remove(TapListener listener)
    {
        lock (_lock)
        {
            _listeners = [.. _listeners.Where(other => other != listener)];
        }
    }

    /// <summary>Passes the messages of one record on. It neither waits nor throws.</summary>
    public void Offer(RouteTap route, string shard, scoped LogRecord record, FrameBuffer frames, int firstFrame)
    {
        foreach (TapListener listener in _listeners)
        {
            listener.Offer(route, shard, record, frames, firstFrame);
        }
    }
}
