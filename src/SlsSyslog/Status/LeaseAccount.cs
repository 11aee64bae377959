namespace SlsSyslog;

/// <summary>
/// Accounts for the records of one lease, so that each record is counted once however often it is read. It changes the totals of its shard
/// under the lock of the shard: once per slice and once per batch.
/// </summary>
internal sealed class LeaseAccount(ShardMonitor shard, TimeProvider timeProvider)
{
    // Batches that were read and are not confirmed, in order.
    private readonly Queue<ReadBatch> _batches = new();

    // Records that were read before a rewind and will be read again, up to a position.
    private long _repeatable;
    private LogPosition? _repeatEnd;

    // The receipt of the oldest unconfirmed batch while it is read again.
    private DateTimeOffset? _interruptedReceipt;

    public string Name => shard.Name;

    /// <summary>Gets the position before which everything is confirmed; <see langword="null"/> until the first batch.</summary>
    public LogPosition? Confirmed { get; private set; }

    /// <summary>Gets the position after the last batch that was read. It differs from the confirmed position while slices are unsettled.</summary>
    public LogPosition? Read { get; private set; }

    /// <summary>Gets the records that were read and are not confirmed. Used under the lock of the shard.</summary>
    public long Pending { get; private set; }

    /// <summary>Gets the bytes that were sent and are not settled. Used under the lock of the shard.</summary>
    public long UnsettledBytes { get; private set; }

    /// <summary>Gets when SLS received the oldest batch that is not confirmed; <see langword="null"/> when nothing is pending.</summary>
    public DateTimeOffset? OldestReceipt =>
        Pending == 0 ? null : _interruptedReceipt ?? (_batches.TryPeek(out ReadBatch? first) ? first.ReceivedAt : null);

    /// <summary>Adds a batch that was read, before its records.</summary>
    public ReadBatch Begin(LogBatch batch)
    {
        ReadBatch read = new(batch.NextPosition, batch.ReceivedAt ?? timeProvider.GetUtcNow(), batch.RawBytes);
        lock (shard.Sync)
        {
            Confirmed ??= batch.Start;
            Read = batch.NextPosition;
            _batches.Enqueue(read);
            return read;
        }
    }

    /// <summary>Adds the records of a batch that are confirmed from before a rewind. They are not sent again.</summary>
    public void Resume(int records)
    {
        lock (shard.Sync)
        {
            _repeatable = Math.Max(0, _repeatable - records);
        }
    }

    /// <summary>Adds the records of a slice before it is sent.</summary>
    public void AddRead(int records, int bytes, LogPosition batchEnd, bool isLast)
    {
        lock (shard.Sync)
        {
            long repeated = Math.Min(records, _repeatable);
            long first = records - repeated;
            _repeatable -= repeated;
            Pending += first;
            UnsettledBytes += bytes;
            shard.Counts.Read += first;
            shard.Counts.Repeated += repeated;
            if (isLast && CursorNumber.HasReached(batchEnd, _repeatEnd))
            {
                EndRepetition();
            }
        }
    }

    /// <summary>Adds a slice that is settled. The shard makes progress.</summary>
    public void Settle(int bytes)
    {
        lock (shard.Sync)
        {
            UnsettledBytes -= bytes;
            shard.Blocked = bytes > 0 ? null : shard.Blocked;
        }
    }

    /// <summary>Adds a batch all of whose records are confirmed, with their counts.</summary>
    /// <returns>The batch.</returns>
    public ReadBatch? Commit(LogPosition position, in BatchCounts counts)
    {
        lock (shard.Sync)
        {
            Confirmed = position;
            _interruptedReceipt = null;
            Pending -= counts.Read;
            shard.Counts.AddConfirmed(counts);
            shard.Blocked = null;
            ReadBatch? confirmed = null;
            while (confirmed?.End != position && _batches.TryDequeue(out ReadBatch? next))
            {
                confirmed = next;
            }

            return confirmed;
        }
    }

    /// <summary>Returns to the confirmed position: everything pending is read again.</summary>
    public void Rewind(SyslogTransportException cause)
    {
        lock (shard.Sync)
        {
            FailTraces(cause.ErrorType, cause.Message);
            _interruptedReceipt = OldestReceipt;
            _repeatable = Pending;
            _repeatEnd = CursorNumber.HasReached(Read, _repeatEnd) ? Read : _repeatEnd;
            UnsettledBytes = 0;
            _batches.Clear();
        }
    }

    /// <summary>Ends the lease. What is not confirmed is left to the next owner.</summary>
    public void Release()
    {
        lock (shard.Sync)
        {
            FailTraces("released", "The shard was released before everything was confirmed.");
            shard.Counts.Released += Pending;
            Pending = UnsettledBytes = _repeatable = 0;
            shard.Blocked = null;
            _batches.Clear();
            shard.Remove(this);
        }
    }

    private void FailTraces(string errorType, string message)
    {
        foreach (ReadBatch batch in _batches)
        {
            batch.Trace?.Fail(errorType, message);
        }
    }

    // What was read before and is not met again has expired in the meantime.
    private void EndRepetition()
    {
        shard.Counts.Skipped += _repeatable;
        Pending -= _repeatable;
        _repeatable = 0;
        _repeatEnd = null;
    }
}
