namespace SlsSyslog.Testing;

/// <summary>Holds the messages and counts of a capture server and signals changes.</summary>
internal sealed class CaptureLog(bool keepMessages, CapturedMessageHandler? onMessage)
{
    private readonly Lock _lock = new();
    private readonly List<CapturedMessage> _messages = [];
    private TaskCompletionSource _changed = NewSignal();
    private CaptureCounts _counts = new(0, 0, 0, 0, 0, 0, 0, 0, 0);
    private long _messageCount;
    private long _byteCount;

    public CaptureCounts Counts
    {
        get
        {
            lock (_lock)
            {
                return _counts with { Messages = Interlocked.Read(ref _messageCount), Bytes = Interlocked.Read(ref _byteCount) };
            }
        }
    }

    public void AddMessage(ReadOnlySpan<byte> message, int connection)
    {
        onMessage?.Invoke(message, connection);
        if (!keepMessages)
        {
            Interlocked.Increment(ref _messageCount);
            return;
        }

        byte[] copy = message.ToArray();
        lock (_lock)
        {
            _messages.Add(new CapturedMessage(Interlocked.Increment(ref _messageCount) - 1, connection, copy));
        }
    }

    /// <summary>Adds the bytes of a read and signals waiters once for each read, not for each message.</summary>
    public void AddBytes(int count)
    {
        Interlocked.Add(ref _byteCount, count);
        Signal();
    }

    public int AddConnection()
    {
        int number;
        lock (_lock)
        {
            number = _counts.Connections + 1;
            _counts = _counts with { Connections = number, OpenConnections = _counts.OpenConnections + 1 };
        }

        Signal();
        return number;
    }

    public void EndConnection(ConnectionEnd end)
    {
        lock (_lock)
        {
            _counts = _counts with
            {
                OpenConnections = _counts.OpenConnections - 1,
                FramingErrors = _counts.FramingErrors + (end == ConnectionEnd.FramingError ? 1 : 0),
                PartialFrames = _counts.PartialFrames + (end == ConnectionEnd.WithinFrame ? 1 : 0),
                Resets = _counts.Resets + (end == ConnectionEnd.Reset ? 1 : 0),
                CleanCloses = _counts.CleanCloses + (end == ConnectionEnd.Clean ? 1 : 0),
                FailedHandshakes = _counts.FailedHandshakes + (end == ConnectionEnd.FailedHandshake ? 1 : 0),
            };
        }

        Signal();
    }

    public IReadOnlyList<CapturedMessage> Snapshot()
    {
        lock (_lock)
        {
            return [.. _messages];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _messages.Clear();
        }
    }

    public async Task WaitForAsync(Func<CaptureCounts, bool> condition, TimeSpan timeout)
    {
        using CancellationTokenSource deadline = new(timeout);
        while (true)
        {
            Task changed = Volatile.Read(ref _changed).Task;
            if (condition(Counts))
            {
                return;
            }

            try
            {
                await changed.WaitAsync(deadline.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"The condition was not met within {timeout}: {Counts}.");
            }
        }
    }

    private void Signal() => Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
