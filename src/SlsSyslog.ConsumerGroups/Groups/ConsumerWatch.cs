using System.Threading.Channels;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Reads the checkpoints of the group to report what heartbeats do not show: another process with the same consumer name, which reads the same
/// shards, and a group whose other consumers read everything.
/// </summary>
internal sealed partial class ConsumerWatch(LogstoreContext logstore, ConsumerGroupOptions options)
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(10);

    // A process that starts with a name in use finds that out soon after it stores something. Later, checks are less frequent.
    private static readonly TimeSpan EagerInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EagerFor = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RepeatInterval = TimeSpan.FromHours(1);

    private readonly Channel<bool> _due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly long _started = logstore.TimeProvider.GetTimestamp();
    private long _hadShardsAt = logstore.TimeProvider.GetTimestamp();
    private readonly UnownedShardWatch _unowned = new(logstore, options);
    private long? _duplicateReportedAt;
    private bool _isIdleReported;

    /// <summary>Runs until it is canceled. Does not throw.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        logstore.Checkpoints.OnStored = () => _due.Writer.TryWrite(true);
        using ITimer timer = logstore.TimeProvider.CreateTimer(_ => _due.Writer.TryWrite(true), null, CheckInterval, CheckInterval);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await _due.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                await CheckAsync(cancellationToken).ConfigureAwait(false);
                bool isEager = logstore.TimeProvider.GetElapsedTime(_started) < EagerFor;
                await Task.Delay(isEager ? EagerInterval : CheckInterval, logstore.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // What fails is reported by the operations that depend on it. The check is repeated.
                LogCheckFailed(logstore.Logger, logstore.Name, exception.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        bool hasShards = logstore.Diagnostics.Monitor.HasShards(logstore.Name);
        if (hasShards)
        {
            _hadShardsAt = logstore.TimeProvider.GetTimestamp();
            _isIdleReported = false;
        }

        TimeSpan idle = logstore.TimeProvider.GetElapsedTime(_hadShardsAt);
        if (!hasShards && (_isIdleReported || idle < IdleLimit))
        {
            return;
        }

        logstore.Checkpoints.BeginRead();
        CheckpointInfo[] stored = await logstore.Client.ListCheckpointsAsync(options.ConsumerGroup, null, cancellationToken).ConfigureAwait(false);
        if (!hasShards)
        {
            ReportIdle(stored, idle);
            return;
        }

        // Each of them is compared.
        CheckpointInfo[] foreign = [.. stored.Where(read => read.Consumer == options.Consumer && logstore.Checkpoints.IsForeign(read))];
        if (foreign.Length > 0)
        {
            ReportDuplicate(foreign[0].Shard);
        }

        await _unowned.CheckAsync(stored, cancellationToken).ConfigureAwait(false);
    }

    private void ReportDuplicate(int shard)
    {
        logstore.Diagnostics.ConsumerIsDuplicate();
        if (_duplicateReportedAt is not { } last || logstore.TimeProvider.GetElapsedTime(last) >= RepeatInterval)
        {
            _duplicateReportedAt = logstore.TimeProvider.GetTimestamp();
            LogDuplicate(logstore.Logger, options.Consumer, options.ConsumerGroup, logstore.ShardName(shard));
        }
    }

    private void ReportIdle(CheckpointInfo[] stored, TimeSpan idle)
    {
        string others = string.Join(", ", stored.Select(read => read.Consumer).Where(name => !string.IsNullOrEmpty(name)).Distinct());
        if (others.Length > 0)
        {
            _isIdleReported = true;
            LogIdle(
                logstore.Logger, options.Consumer, logstore.Name, DurationText.Format(idle), options.ConsumerGroup, PlainText.Clean(others));
        }
    }
}
