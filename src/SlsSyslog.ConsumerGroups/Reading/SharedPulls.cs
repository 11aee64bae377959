namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Keeps the last pulls, so that readers of several branches that are at about the same position pull once. A reader that lags further pulls for
/// itself. No reader waits for the memory of another one: each copies the response, as it was received, into its own part of the budget. Safe for
/// concurrent use.
/// </summary>
internal sealed class SharedPulls(MemoryBudget budget, BlockPool pool, TimeProvider timeProvider)
{
    // Another reader that waits for memory does not delay this one further.
    private static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly LinkedList<(string Shard, PullResult Result)> _recent = new();
    private readonly Dictionary<(string Shard, LogPosition Cursor), TaskCompletionSource<PullResult?>> _running = [];

    /// <summary>Returns the response for a cursor: that of another reader, or a new one.</summary>
    /// <param name="shard">The name of the shard.</param>
    /// <param name="cursor">Where to pull.</param>
    /// <param name="puller">The puller whose memory the response uses.</param>
    /// <param name="pull">Sends the pull.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The response, which the caller owns.</returns>
    public async Task<PullResult> PullAsync(
        string shard, LogPosition cursor, LogPuller puller, Func<Task<PullResult>> pull, CancellationToken cancellationToken)
    {
        TaskCompletionSource<PullResult?> own = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<PullResult?>? other;
        lock (_lock)
        {
            if (TryTake(shard, cursor, puller) is { } known)
            {
                return known;
            }

            _ = _running.TryGetValue((shard, cursor), out other);
            if (other is null)
            {
                _running.Add((shard, cursor), own);
            }
        }

        if (other is not null && await WaitAsync(other.Task, cancellationToken).ConfigureAwait(false) is { GroupCount: 0 } empty)
        {
            return empty with { };
        }

        if (other is not null)
        {
            lock (_lock)
            {
                if (TryTake(shard, cursor, puller) is { } known)
                {
                    return known;
                }
            }
        }

        PullResult? result = null;
        try
        {
            result = await pull().ConfigureAwait(false);
            Publish(shard, result);
            return result;
        }
        finally
        {
            if (other is null)
            {
                lock (_lock)
                {
                    _running.Remove((shard, cursor));
                }

                own.SetResult(result is { GroupCount: 0 } ? result : null);
            }
        }
    }

    /// <summary>Releases the responses of a shard that is no longer read, or that cannot be decoded.</summary>
    public void Remove(string shard)
    {
        lock (_lock)
        {
            for (LinkedListNode<(string Shard, PullResult Result)>? node = _recent.First, next; node is not null; node = next)
            {
                next = node.Next;
                if (node.Value.Shard == shard)
                {
                    Release(node);
                }
            }
        }
    }

    private async Task<PullResult?> WaitAsync(Task<PullResult?> other, CancellationToken cancellationToken)
    {
        try
        {
            return await other.WaitAsync(MaxWait, timeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    // Called under the lock, so that the response is not released meanwhile.
    private PullResult? TryTake(string shard, LogPosition cursor, LogPuller puller)
    {
        foreach ((string other, PullResult result) in _recent)
        {
            if (result.Start == cursor && other == shard)
            {
                return puller.TryCopy(result.Body!) is { } copy ? result with { Body = copy } : null;
            }
        }

        return null;
    }

    private void Publish(string shard, PullResult result)
    {
        if (result.Body is not { } body || body.Bytes.Length > budget.LimitBytes / 2)
        {
            return;
        }

        lock (_lock)
        {
            MemoryReservation? reservation = budget.TryReserve(body.Bytes.Length);
            while (reservation is null && _recent.First is { } oldest)
            {
                Release(oldest);
                reservation = budget.TryReserve(body.Bytes.Length);
            }

            if (reservation is not null)
            {
                _recent.AddLast((shard, result with { Body = body.CopyTo(pool, reservation) }));
            }
        }
    }

    private void Release(LinkedListNode<(string Shard, PullResult Result)> node)
    {
        node.Value.Result.Body?.Dispose();
        _recent.Remove(node);
    }
}
