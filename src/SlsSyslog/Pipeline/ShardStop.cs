namespace SlsSyslog;

/// <summary>Holds a shard that the failure policy stops, without reading it: another process would fail at the same record.</summary>
internal sealed class ShardStop(Route route, ILogLease lease, TimeProvider timeProvider)
{
    /// <summary>Gets or sets the failure for which the policy stops the shard.</summary>
    public FailureStopException? Cause { get; set; }

    /// <summary>Reports the failure, stops the host if the policy says so, and waits until the lease ends.</summary>
    /// <param name="isBounded">Whether the run ends instead.</param>
    /// <param name="stopping">Is canceled when the lease is lost, or the time to drain is over.</param>
    /// <returns>A task that completes when the lease drains or ends.</returns>
    public async Task HoldAsync(bool isBounded, CancellationToken stopping)
    {
        if (Cause is not { } cause)
        {
            return;
        }

        route.Report.AddStop(lease.ShardName, cause);
        if (isBounded)
        {
            return;
        }

        // An optional destination never stops the others.
        if (cause.Action == FailureAction.StopHost && route.IsRequired)
        {
            route.StopHost?.Invoke(cause.Message);
        }

        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, lease.Draining);
        await Task.Delay(Timeout.InfiniteTimeSpan, timeProvider, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
