namespace SlsSyslog;

/// <summary>
/// Forwards one shard to several destinations, each with its own pump and at its own pace. What is committed is confirmed by every required
/// destination. A destination that lags reads again for itself: SLS is the only buffer.
/// </summary>
internal sealed class BranchingPump(IReadOnlyList<Route> branches, ILogLease lease, TimeProvider timeProvider, ILogger logger)
{
    /// <summary>Forwards until the lease has drained or is lost, or the end of a bounded range is reached by every required destination.</summary>
    /// <returns>A task that completes when every destination has ended.</returns>
    /// <exception cref="NotSupportedException">The source is a custom one whose shards cannot be read by several readers.</exception>
    public async Task RunAsync()
    {
        if (branches.Count == 1)
        {
            await new ShardPump(branches[0], lease, timeProvider, logger).RunAsync().ConfigureAwait(false);
            return;
        }

        if (lease is not IBranchingLease branching)
        {
            throw new NotSupportedException(
                $"The source of shard {lease.ShardName} cannot feed several destinations. Implement {nameof(IBranchingLease)}, or add a route for "
                + "each destination.");
        }

        // An optional destination does not hold the end of a bounded range. When a required one fails, the others drain, and the lease ends.
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(lease.Draining);
        using CancellationTokenSource optional = CancellationTokenSource.CreateLinkedTokenSource(ending.Token);
        BranchCommits commits = new(lease, branches.Count(branch => branch.IsRequired));
        CancellationToken draining = ending.Token;
        CancellationToken drainingOptional = optional.Token;
        Task[] pumps =
        [
            .. branches.Select((branch, index) => branch.IsRequired
                ? RunBranchAsync(branching, index, commits, draining)
                : RunOptionalAsync(branching, index, drainingOptional)),
        ];
        List<Task> required = [.. pumps.Where((_, index) => branches[index].IsRequired)];
        while (required.Count > 0)
        {
            Task ended = await Task.WhenAny(required).ConfigureAwait(false);
            required.Remove(ended);
            await (ended.IsFaulted ? ending.CancelAsync() : Task.CompletedTask).ConfigureAwait(false);
        }

        await optional.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(pumps).ConfigureAwait(false);
    }

    private async Task RunOptionalAsync(IBranchingLease branching, int index, CancellationToken draining)
    {
        try
        {
            await RunBranchAsync(branching, index, commits: null, draining).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException) // the required destinations continue
        {
            branches[index].Report.AddEnd(lease.ShardName, exception.Message);
        }
    }

    private async Task RunBranchAsync(IBranchingLease branching, int index, BranchCommits? commits, CancellationToken draining)
    {
        ILogReader reader = branching.OpenReader(index, branches.Count);
        await using (reader.ConfigureAwait(false))
        {
            BranchLease view = new(lease, reader, index, commits, draining);
            await new ShardPump(branches[index], view, timeProvider, logger).RunAsync().ConfigureAwait(false);
        }
    }
}
