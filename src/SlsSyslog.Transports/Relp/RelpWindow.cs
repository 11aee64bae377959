namespace SlsSyslog.Transports;

/// <summary>Counts what is sent and acknowledged on one RELP connection and lets the sender wait for room.</summary>
internal sealed class RelpWindow(int size)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _waiter;
    private int _wanted;
    private bool _isClosed;

    public long Sent { get; private set; }

    public long Acknowledged { get; private set; }

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                return Sent == Acknowledged;
            }
        }
    }

    /// <summary>Completes when so many messages may be sent, or half the window if that is less. Returns how many may; 0 when it is closed.</summary>
    public async ValueTask<int> WaitForRoomAsync(int wanted, CancellationToken cancellationToken)
    {
        TaskCompletionSource waiter;
        lock (_lock)
        {
            // Half a window at a time makes few writes, and the other half keeps the server busy meanwhile.
            _wanted = Math.Min(wanted, (size + 1) / 2);
            if (_isClosed || Room >= _wanted)
            {
                return _isClosed ? 0 : Room;
            }

            waiter = _waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        await waiter.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            return _isClosed ? 0 : Room;
        }
    }

    /// <summary>Completes when everything sent is acknowledged, or it is closed.</summary>
    public async ValueTask WaitUntilEmptyAsync()
    {
        TaskCompletionSource waiter;
        lock (_lock)
        {
            if (_isClosed || Sent == Acknowledged)
            {
                return;
            }

            _wanted = size;
            waiter = _waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        await waiter.Task.ConfigureAwait(false);
    }

    public long Send(int count)
    {
        lock (_lock)
        {
            return Sent += count;
        }
    }

    public void Acknowledge(int count)
    {
        lock (_lock)
        {
            Acknowledged += count;
            if (Room >= _wanted)
            {
                Wake();
            }
        }
    }

    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            Wake();
        }
    }

    private int Room => size - (int)(Sent - Acknowledged);

    private void Wake()
    {
        _waiter?.TrySetResult();
        _waiter = null;
    }
}
