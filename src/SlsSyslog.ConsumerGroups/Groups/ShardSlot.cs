namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Handles one shard from its assignment to its release: finds the position, hands out the lease, stores what was confirmed. Heartbeats
/// report the shard as long as the slot exists, unless the shard is lost.
/// </summary>
internal sealed partial class ShardSlot(
    SourceSession session, LogstoreContext logstore, ConsumerGroupOptions options, PositionFinder positions, int shard) : IDisposable
{
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _lost = new();

    public int Shard => shard;

    public string ShardName { get; } = logstore.ShardName(shard);

    public bool IsLost => _lost.IsCancellationRequested;

    public bool IsEnding => IsLost || _draining.IsCancellationRequested;

    /// <summary>Gets whether the shard is read to the end position.</summary>
    public bool IsFinished { get; private set; }

    public Task Completion { get; private set; } = Task.CompletedTask;

    public void Start(Func<ILogLease, Task> onLease) => Completion = RunAsync(onLease);

    /// <summary>Drains the shard. Callbacks run asynchronously, so that they do not block the caller.</summary>
    public void Revoke() => _ = _draining.CancelAsync();

    /// <summary>Ends the shard without a checkpoint, because another consumer owns it or is about to.</summary>
    public void SetLost() => _ = _lost.CancelAsync();

    public void Dispose()
    {
        _draining.Dispose();
        _lost.Dispose();
    }

    private async Task RunAsync(Func<ILogLease, Task> onLease)
    {
        // The caller holds a lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(_draining.Token, _lost.Token);
        logstore.Diagnostics.Monitor.AddShard(ShardName);
        try
        {
            await HandOutAsync(onLease, ending.Token).ConfigureAwait(false);
        }
        finally
        {
            logstore.Diagnostics.ShardEnded(ShardName);
            logstore.Checkpoints.Remove(shard);
        }
    }

    private async Task HandOutAsync(Func<ILogLease, Task> onLease, CancellationToken ending)
    {
        Backoff backoff = new(FirstDelay, LongestDelay);
        while (!ending.IsCancellationRequested)
        {
            if (await FindPositionAsync(ending).ConfigureAwait(false) is not { } found)
            {
                return;
            }

            long started = logstore.TimeProvider.GetTimestamp();
            if (await LeaseAsync(found.Position, found.IsStored, onLease, ending).ConfigureAwait(false))
            {
                // Read to the end, but not released: another consumer would continue to read it.
                IsFinished = true;
                await Task.Delay(Timeout.InfiniteTimeSpan, logstore.TimeProvider, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            }

            // The caller returned although the shard was neither drained nor lost. After a long run the delay starts again at the shortest.
            if (logstore.TimeProvider.GetElapsedTime(started) > LongestDelay)
            {
                backoff.Reset();
            }

            await Task.Delay(backoff.Next(), logstore.TimeProvider, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Null when the shard ends before it is read.
    private async Task<(LogPosition Position, bool IsStored)?> FindPositionAsync(CancellationToken ending)
    {
        Backoff backoff = default;
        while (!ending.IsCancellationRequested)
        {
            try
            {
                (LogPosition Position, bool IsStored) found = await positions.FindAsync(shard, ending).ConfigureAwait(false);
                if (found.IsStored)
                {
                    logstore.Checkpoints.SetFound(shard, found.Position);
                }
                else
                {
                    found.IsStored = await StoreStartAsync(found.Position, ending).ConfigureAwait(false);
                }

                logstore.Diagnostics.Succeeded("GetCheckPoint", ShardName);
                return found;
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception) when (SlsErrors.IsKnown(exception))
            {
                SlsErrorKind kind = SlsErrors.Classify(exception);
                if (kind is SlsErrorKind.OwnershipLost or SlsErrorKind.Evicted)
                {
                    OnOwnershipLost(exception);
                    break;
                }

                logstore.Diagnostics.Failed("GetCheckPoint", ShardName, exception);
                if (kind == SlsErrorKind.ShardMissing)
                {
                    break;
                }

                await Task.Delay(backoff.Next(exception), logstore.TimeProvider, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return null;
    }

    // The start position is stored before the first record is handed out, so that another owner does not start elsewhere if this one ends before
    // its first commit. True if it is stored.
    private async Task<bool> StoreStartAsync(LogPosition position, CancellationToken ending)
    {
        try
        {
            await logstore.StoreCheckpointAsync(options, shard, position, ending).ConfigureAwait(false);
            return true;
        }
        catch (SlsException exception) when (SlsErrors.Classify(exception) is SlsErrorKind.Credentials or SlsErrorKind.Rejected)
        {
            LogStartNotStored(logstore.Logger, ShardName, options.StartFrom, exception.Message);
            return false;
        }
    }

    // True when the end position is reached and everything before it was returned to the caller.
    private async Task<bool> LeaseAsync(LogPosition from, bool isStored, Func<ILogLease, Task> onLease, CancellationToken ending)
    {
        LogPosition? stored = isStored ? from : null;
        using CheckpointWriter checkpoints = new(logstore, options, shard, stored, OnOwnershipLost, _lost.Token);
        bool isFinished = false;
        ShardRange range = new(shard, from) { Stored = stored, EndAt = options.EndAt };
        ShardReaders readers = new(session, ShardName, lane => CreateReader(lane, range, checkpoints, ending));
        await using (readers.ConfigureAwait(false))
        {
            ShardLease lease = new(ShardName, readers, Commit, _draining.Token, _lost.Token);
            try
            {
                await onLease(lease).ConfigureAwait(false);
                isFinished = readers.HaveReportedEnd;
            }
            catch (OperationCanceledException) when (IsEnding)
            {
                // The expected end of a read that was canceled. The linked token can be canceled a moment after the token that the caller sees.
            }
            catch (Exception exception) when (!IsEnding || exception is not OperationCanceledException)
            {
                LogReadingFailed(logstore.Logger, ShardName, exception);
            }
        }

        if (!IsLost)
        {
            using CancellationTokenSource deadline = new(FlushTimeout, logstore.TimeProvider);
            if (!await checkpoints.FlushAsync(deadline.Token).ConfigureAwait(false) && !IsLost && checkpoints.HasStored)
            {
                LogCheckpointNotStored(logstore.Logger, ShardName);
            }
        }

        if (!checkpoints.HasStored)
        {
            LogNothingStored(logstore.Logger, ShardName, options.StartFrom);
        }

        return isFinished;

        void Commit(LogPosition position)
        {
            positions.SetConfirmed(shard, position);
            checkpoints.Confirm(position);
        }
    }

    private ShardReader CreateReader(ReadLane lane, ShardRange range, CheckpointWriter checkpoints, CancellationToken ending)
    {
        ReaderPolicy policy = new(options.ExpiredCursor, options.EmitGapRecords)
        {
            PollInterval = options.PollInterval,
            IdlePollInterval = options.IdlePollInterval,
            SkipsUndecodable = options.SkipUndecodableBlocks,
        };
        return new ShardReader(lane, logstore, policy, range, ending) { OnRead = checkpoints.CountsReads ? checkpoints.AddRead : null };
    }

    private void OnOwnershipLost(Exception exception)
    {
        LogOwnershipLost(logstore.Logger, ShardName, exception.Message);
        SetLost();
    }
}
