namespace SlsSyslog.Testing;

/// <summary>Holds the latest requests of an emulator and its counts.</summary>
internal sealed class EmulatorJournal(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Queue<EmulatorRequest> _requests = [];
    private readonly Dictionary<SlsOperation, long> _byOperation = [];
    private TaskCompletionSource _changed = NewSignal();
    private EmulatorCounts _counts = new(0, 0, 0, 0, 0, 0, 0);

    public EmulatorCounts Counts
    {
        get
        {
            lock (_lock)
            {
                return _counts;
            }
        }
    }

    public IReadOnlyList<EmulatorRequest> Snapshot()
    {
        lock (_lock)
        {
            return [.. _requests];
        }
    }

    public long CountOf(SlsOperation operation)
    {
        lock (_lock)
        {
            return _byOperation.GetValueOrDefault(operation);
        }
    }

    public void Add(EmulatorRequest request)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            bool isError = request.Status is < 200 or >= 300;
            _counts = _counts with { Requests = _counts.Requests + 1, Errors = _counts.Errors + (isError ? 1 : 0) };
            _byOperation[request.Operation] = _byOperation.GetValueOrDefault(request.Operation) + 1;
            _requests.Enqueue(request with { Number = _counts.Requests });
            while (_requests.Count > capacity)
            {
                _requests.Dequeue();
            }

            changed = _changed;
            _changed = NewSignal();
        }

        changed.TrySetResult();
    }

    public void AddStored(long groups)
    {
        lock (_lock)
        {
            _counts = _counts with { LogGroupsStored = _counts.LogGroupsStored + groups };
        }
    }

    public void AddServed(int groups, long rawBytes, long bodyBytes)
    {
        lock (_lock)
        {
            _counts = _counts with
            {
                LogGroupsServed = _counts.LogGroupsServed + groups,
                RawBytesServed = _counts.RawBytesServed + rawBytes,
                BodyBytesServed = _counts.BodyBytesServed + bodyBytes,
            };
        }
    }

    public void AddCompressed()
    {
        lock (_lock)
        {
            _counts = _counts with { BlocksCompressed = _counts.BlocksCompressed + 1 };
        }
    }

    public async Task<EmulatorRequest> WaitForAsync(Func<EmulatorRequest, bool> condition, TimeSpan timeout)
    {
        using CancellationTokenSource deadline = new(timeout);
        long seen = 0;
        while (true)
        {
            Task changed;
            EmulatorRequest[] fresh;
            lock (_lock)
            {
                changed = _changed.Task;
                fresh = [.. _requests.Where(request => request.Number > seen)];
            }

            if (fresh.FirstOrDefault(condition) is { } found)
            {
                return found;
            }

            seen = fresh.Length > 0 ? fresh[^1].Number : seen;
            try
            {
                await changed.WaitAsync(deadline.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"No matching request arrived within {timeout}. The last request was {fresh.LastOrDefault()}.");
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
