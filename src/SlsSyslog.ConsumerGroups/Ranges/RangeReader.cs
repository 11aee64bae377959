namespace SlsSyslog.ConsumerGroups;

/// <summary>Reads the ranges of one shard, one after the other, and stores the progress when the options specify a group for it.</summary>
internal sealed class RangeReader(SourceSession session, ReaderPolicy policy, FixedRangeOptions options, Func<ILogLease, Task> onLease)
{
    private const string ConsumerName = "range";
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(5);

    public async Task ReadAsync(IReadOnlyList<RangeState> ranges, CancellationToken ending)
    {
        foreach (RangeState range in ranges)
        {
            // What follows a range that is not confirmed must not be stored as confirmed.
            if (!range.IsFinished && !await TryReadAsync(range, ending).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    private async Task<bool> TryReadAsync(RangeState range, CancellationToken ending)
    {
        LogstoreContext logstore = range.Logstore;
        string shard = logstore.ShardName(range.Shard);
        logstore.Diagnostics.Monitor.AddShard(shard);
        LogPosition begin = range.Confirmed;
        ShardRange part = new(range.Shard, begin) { End = range.End, Stored = begin };
        using CheckpointWriter? checkpoints = options.ProgressGroup.Length == 0 ? null
            : new CheckpointWriter(logstore, CreateGroup(), range.Shard, begin, onOwnershipLost: _ => { }, CancellationToken.None);
        ShardReaders readers = new(session, shard, lane => new ShardReader(lane, logstore, policy, part, ending) { OnRead = range.AddRead });
        await using (readers.ConfigureAwait(false))
        {
            try
            {
                await onLease(new RangeLease(shard, readers, Commit, ending)).ConfigureAwait(false);
                bool isFinished = readers.HaveReportedEnd && range.TryFinish();
                if (isFinished)
                {
                    checkpoints?.Confirm(range.End);
                }

                return isFinished;
            }
            finally
            {
                if (checkpoints is not null)
                {
                    using CancellationTokenSource deadline = new(FlushTimeout, logstore.TimeProvider);
                    await checkpoints.FlushAsync(deadline.Token).ConfigureAwait(false);
                }

                logstore.Diagnostics.Monitor.RemoveShard(shard);
            }
        }

        void Commit(LogPosition position)
        {
            range.Confirm(position);
            checkpoints?.Confirm(position);
        }
    }

    private ConsumerGroupOptions CreateGroup() => new()
    {
        ConsumerGroup = options.ProgressGroup,
        Consumer = ConsumerName,
        ForcesCheckpoints = true,
    };
}
