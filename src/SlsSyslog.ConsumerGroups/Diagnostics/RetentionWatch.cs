namespace SlsSyslog.ConsumerGroups;

/// <summary>Warns before logs expire unread: when the oldest unread log of a shard has reached 80 % of the retention period.</summary>
internal sealed partial class RetentionWatch(LogstoreContext logstore)
{
    private const double WarningShare = 0.8;
    private const double RecoveryShare = 0.7;
    private static readonly TimeSpan CheckInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromHours(1);

    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        TimeSpan? retention = null;
        long? refreshedAt = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            if (refreshedAt is not { } last || logstore.TimeProvider.GetElapsedTime(last) >= RefreshInterval)
            {
                refreshedAt = logstore.TimeProvider.GetTimestamp();
                retention = await TryGetRetentionAsync(cancellationToken).ConfigureAwait(false) ?? retention;
            }

            if (retention is { } known)
            {
                Check(known);
            }

            await Task.Delay(CheckInterval, logstore.TimeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal void Check(TimeSpan retention)
    {
        string prefix = logstore.Name + "/";
        foreach (ShardStatus shard in logstore.Diagnostics.Monitor.GetShards().Where(s => s.ShardName.StartsWith(prefix, StringComparison.Ordinal)))
        {
            double share = (shard.Lag ?? TimeSpan.Zero) / retention;
            if (share >= WarningShare && _warned.Add(shard.ShardName))
            {
                LogExpiresSoon(logstore.Logger, shard.ShardName, shard.Lag, retention);
            }
            else if (share < RecoveryShare && _warned.Remove(shard.ShardName))
            {
                LogCaughtUp(logstore.Logger, shard.ShardName, shard.Lag);
            }
        }
    }

    // The request requires a separate permission. Without it there is no warning; nothing else depends on the retention period.
    private async Task<TimeSpan?> TryGetRetentionAsync(CancellationToken cancellationToken)
    {
        try
        {
            LogstoreInfo info = await logstore.Client.GetLogstoreAsync(cancellationToken).ConfigureAwait(false);
            if (info.Ttl <= 0)
            {
                return null;
            }

            TimeSpan retention = TimeSpan.FromDays(info.Ttl);
            logstore.Diagnostics.Monitor.SetRetention(logstore.Name, retention);
            return retention;
        }
        catch (Exception exception)
            when (SlsErrors.IsKnown(exception) || (exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            LogRetentionUnknown(logstore.Logger, logstore.Name, exception.Message);
            return null;
        }
    }
}
