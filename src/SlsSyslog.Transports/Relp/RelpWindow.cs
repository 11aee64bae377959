namespace SlsSyslog.Transports;

/// <summary>Counts the messages that are sent and acknowledged on one RELP connection. The sender waits for room in the window.</summary>
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

    /// <summary>Waits until the wanted messages, or half the window, can be sent. Returns how many; 0 if the window is closed.</summary>
    public async ValueTask<int> WaitForRoomAsync(int wanted, CancellationToken cancellationToken)
    {
        TaskCompletionSource waiter;
        lock (_lock)
        {
            // Half a window at a time makes few writes, while the other half keeps the server busy.
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

    /// <summary>Waits until everything sent is acknowledged or the window is closed.</summary>
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

    /// <summary>Counts sent messages. Returns their total number.</summary>
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
