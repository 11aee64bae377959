using System.Globalization;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// One shard from the heartbeat that gave it to us until it is given back: finds the position, hands out the lease, stores what was
// confirmed. Reported in heartbeats for as long as it lives, unless it is lost.
internal sealed partial class ShardSlot(ShardSlotParts parts, int shard) : IDisposable
{
    private static readonly TimeSpan FlushDeadline = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _lost = new();

    public int Shard => shard;

    public string ShardName { get; } = string.Create(CultureInfo.InvariantCulture, $"{parts.Reading.Logstore}/{shard}");

    public bool IsLost => _lost.IsCancellationRequested;

    public bool IsEnding => IsLost || _draining.IsCancellationRequested;

    // Read to the end position.
    public bool IsFinished { get; private set; }

    public Task Completion { get; private set; } = Task.CompletedTask;

    // Never fails.
    public void Start(Func<ILogLease, Task> onLease) => Completion = RunAsync(onLease);

    // Asks for the shard back. Callbacks run elsewhere: those who ask must not be held up.
    public void Recall() => _ = _draining.CancelAsync();

    // Somebody else owns the shard, or will in a moment.
    public void Lose() => _ = _lost.CancelAsync();

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
        parts.Reading.Monitor.Begin(ShardName);
        try
        {
            await HandOutAsync(onLease, ending.Token).ConfigureAwait(false);
        }
        finally
        {
            parts.Reading.Monitor.End(ShardName);
        }
    }

    private async Task HandOutAsync(Func<ILogLease, Task> onLease, CancellationToken ending)
    {
        TimeSpan pause = FirstPause;
        while (!ending.IsCancellationRequested)
        {
            if (await FindPositionAsync(ending).ConfigureAwait(false) is not { } found)
            {
                return;
            }

            long started = parts.Time.GetTimestamp();
            if (await LeaseAsync(found, onLease, ending).ConfigureAwait(false))
            {
                // Read to its end, and kept: given back, it would be handed to somebody who reads on.
                IsFinished = true;
                await Task.Delay(Timeout.InfiniteTimeSpan, parts.Time, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            }

            // Whoever reads ended although nobody asked for that: the shard is handed out again, soon after a long run, else ever later.
            pause = parts.Time.GetElapsedTime(started) > LongestPause ? FirstPause : pause;
            await Task.Delay(pause, parts.Time, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    // Null when the shard ends before it could be read.
    private async Task<FoundPosition?> FindPositionAsync(CancellationToken ending)
    {
        Backoff backoff = default;
        while (!ending.IsCancellationRequested)
        {
            try
            {
                FoundPosition found = await parts.Positions.FindAsync(shard, ending).ConfigureAwait(false);
                parts.Trouble.Worked("GetCheckPoint", ShardName);
                return found;
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error) when (SlsErrors.IsKnown(error))
            {
                if (parts.Trouble.Failed("GetCheckPoint", ShardName, error) == SlsErrorKind.ShardMissing)
                {
                    break;
                }

                await Task.Delay(backoff.Next(error), parts.Time, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return null;
    }

    // True when the end position was reached and everything before it was taken.
    private async Task<bool> LeaseAsync(FoundPosition found, Func<ILogLease, Task> onLease, CancellationToken ending)
    {
        LogPosition? stored = found.IsStored ? found.Position : null;
        using CheckpointWriter checkpoints = new(parts.Checkpoints, shard, stored, OnOwnershipLost, _lost.Token);
        ShardRange range = new(shard, parts.OriginOf(shard), found.Position) { Stored = stored, EndAt = parts.EndAt };
        ShardReader reader = new(parts.Reading, range, ending);
        bool isFinished = false;
        await using (reader.ConfigureAwait(false))
        {
            ShardLease lease = new(ShardName, reader, Confirm, _draining.Token, _lost.Token);
            try
            {
                await onLease(lease).ConfigureAwait(false);
                isFinished = reader.HasToldEnd;
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                // The reader was asked to end and did.
            }
            catch (Exception error) when (!ending.IsCancellationRequested || error is not OperationCanceledException)
            {
                LogReaderFailed(parts.Logger, ShardName, error);
            }
        }

        if (!IsLost)
        {
            using CancellationTokenSource deadline = new(FlushDeadline, parts.Time);
            if (!await checkpoints.FlushAsync(deadline.Token).ConfigureAwait(false) && !IsLost)
            {
                LogCheckpointNotStored(parts.Logger, ShardName);
            }
        }

        return isFinished;

        void Confirm(LogPosition position)
        {
            parts.Positions.Remember(shard, position);
            checkpoints.Offer(position);
        }
    }

    private void OnOwnershipLost(Exception error)
    {
        LogOwnershipLost(parts.Logger, ShardName, error.Message);
        Lose();
    }
}
