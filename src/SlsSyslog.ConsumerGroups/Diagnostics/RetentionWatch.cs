using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups;

// Warns before logs expire unread: when what a shard has still to read is older than four fifths of the logstore's retention.
internal sealed partial class RetentionWatch(SlsClient client, SourceMonitor monitor, TimeProvider time, ILogger logger)
{
    private const double AlarmAt = 0.8;
    private const double CalmAt = 0.7;
    private static readonly TimeSpan CheckInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromHours(1);

    private readonly HashSet<string> _alarmed = new(StringComparer.Ordinal);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        TimeSpan? retention = null;
        long? askedAt = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            if (askedAt is not { } asked || time.GetElapsedTime(asked) >= RefreshInterval)
            {
                askedAt = time.GetTimestamp();
                retention = await TryFindRetentionAsync(cancellationToken).ConfigureAwait(false) ?? retention;
            }

            if (retention is { } known)
            {
                Check(known);
            }

            await Task.Delay(CheckInterval, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal void Check(TimeSpan retention)
    {
        foreach (ShardStatus shard in monitor.Shards().Where(s => s.ShardName.StartsWith(client.Logstore + "/", StringComparison.Ordinal)))
        {
            double share = (shard.Lag ?? TimeSpan.Zero) / retention;
            if (share >= AlarmAt && _alarmed.Add(shard.ShardName))
            {
                LogExpiresSoon(logger, shard.ShardName, shard.Lag, retention);
            }
            else if (share < CalmAt && _alarmed.Remove(shard.ShardName))
            {
                LogCaughtUp(logger, shard.ShardName, shard.Lag);
            }
        }
    }

    // Not everybody may ask; without an answer there is no alarm, and nothing else is different.
    private async Task<TimeSpan?> TryFindRetentionAsync(CancellationToken cancellationToken)
    {
        try
        {
            LogstoreInfo info = await client.GetLogstoreAsync(cancellationToken).ConfigureAwait(false);
            if (info.Ttl <= 0)
            {
                return null;
            }

            TimeSpan retention = TimeSpan.FromDays(info.Ttl);
            monitor.SetRetention(client.Logstore, retention);
            return retention;
        }
        catch (Exception error) when (SlsErrors.IsKnown(error) || (error is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            LogRetentionUnknown(logger, client.Logstore, error.Message);
            return null;
        }
    }
}
