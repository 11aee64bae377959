namespace SlsSyslog.ConsumerGroups;

/// <summary>Warns before logs expire unread: when the oldest unread log of a shard has reached 80 % of the retention period.</summary>
internal sealed partial class RetentionWatch(LogstoreContext logstore)
{
    // Logstores without a limit report 3650 days.
    private const int MaxDays = 36500;
    private const double WarningShare = 0.8;
    private const double RecoveryShare = 0.7;
    private static readonly TimeSpan CheckInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromHours(1);

    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);
    private TimeSpan? _retention;
    private long? _refreshedAt;

    /// <summary>Runs until it is canceled. Does not throw.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await CheckOnceAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // An unexpected error must not end the watch, which nobody awaits during the run.
                LogCheckFailed(logstore.Logger, logstore.Name, exception);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(CheckInterval, logstore.TimeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CheckOnceAsync(CancellationToken cancellationToken)
    {
        if (_refreshedAt is not { } last || logstore.TimeProvider.GetElapsedTime(last) >= RefreshInterval)
        {
            _refreshedAt = logstore.TimeProvider.GetTimestamp();
            _retention = await TryGetRetentionAsync(cancellationToken).ConfigureAwait(false) ?? _retention;
        }

        if (_retention is { } known)
        {
            Check(known);
        }
    }

    internal void Check(TimeSpan retention)
    {
        string prefix = logstore.Name + "/";
        string period = DurationText.Format(retention);
        foreach (ShardStatus shard in logstore.Diagnostics.Monitor.GetShards().Where(s => s.ShardName.StartsWith(prefix, StringComparison.Ordinal)))
        {
            string lag = DurationText.Format(shard.Lag);
            double share = (shard.Lag ?? TimeSpan.Zero) / retention;
            if (share >= WarningShare && _warned.Add(shard.ShardName))
            {
                LogExpiresSoon(logstore.Logger, shard.ShardName, lag, period);
            }
            else if (share < RecoveryShare && _warned.Remove(shard.ShardName))
            {
                LogCaughtUp(logstore.Logger, shard.ShardName, lag);
            }
        }
    }

    // The request requires a separate permission. Without it, nothing warns; nothing else depends on the retention period.
    private async Task<TimeSpan?> TryGetRetentionAsync(CancellationToken cancellationToken)
    {
        try
        {
            LogstoreInfo info = await logstore.Client.GetLogstoreAsync(cancellationToken).ConfigureAwait(false);
            if (info.Ttl <= 0)
            {
                return null;
            }

            TimeSpan retention = TimeSpan.FromDays(Math.Min(info.Ttl, MaxDays));
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
