namespace SlsSyslog;

/// <summary>Finds failures of a source for which the policy stops the host. The source itself retries them.</summary>
internal sealed class SourceWatch(IMonitoredSource source, FailureOptions failures, TimeProvider timeProvider)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // A new access key is not known to all servers of SLS at once.
    private const int RejectionsBeforeStop = 10;

    /// <summary>Watches until there is a reason to stop the host, or the operation is canceled.</summary>
    /// <returns>The reason, or <see langword="null"/> if the policy has nothing to watch or the operation was canceled.</returns>
    public async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        if (failures.Credentials != FailureAction.StopHost && failures.Block != FailureAction.StopHost)
        {
            return null;
        }

        int rejections = 0;
        using PeriodicTimer timer = new(Interval, timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                SourceStatus status = source.GetStatus();
                rejections = status.CredentialsRejected ? rejections + 1 : 0;
                if (failures.Credentials == FailureAction.StopHost && rejections >= RejectionsBeforeStop)
                {
                    return $"SLS rejects the access key or its permissions. {status.LastError?.Message}".TrimEnd();
                }

                if (failures.Block == FailureAction.StopHost && status.Shards.FirstOrDefault(shard => shard.Blocked is not null) is { } shard)
                {
                    return $"A block of shard {shard.ShardName} cannot be decoded. {shard.Blocked!.Message}";
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The route ends.
        }

        return null;
    }
}
