using System.Runtime.CompilerServices;

namespace SlsSyslog;

/// <summary>Reads the batches of one shard until its lease drains, and applies the failure policy to expired logs.</summary>
internal sealed class LeaseReader(Route route, ILogLease lease, TimeProvider timeProvider)
{
    /// <summary>Gets when the last read began; the default while nobody listens.</summary>
    public DateTimeOffset ReadStartedAt { get; private set; }

    /// <summary>Reads the next batch.</summary>
    /// <param name="rewindTo">The position to read again from; <see langword="null"/> to continue.</param>
    /// <param name="reading">Is canceled when the lease drains or the operation is canceled.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The batch; <see langword="null"/> when the lease drains or the end is reached.</returns>
    /// <exception cref="FailureStopException">Logs have expired, and the policy stops the shard.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<LogBatch?> ReadAsync(LogPosition? rewindTo, CancellationToken reading, CancellationToken cancellationToken)
    {
        try
        {
            ReadStartedAt = BatchTrace.IsEnabled ? timeProvider.GetUtcNow() : default;
            return lease.Draining.IsCancellationRequested ? null : await lease.ReadAsync(rewindTo, reading).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (lease.Draining.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (SlsException exception) when (route.ExpiredCursor is { } action)
        {
            // The only error that is final for a member of a consumer group.
            throw new FailureStopException(
                action, $"Logs of shard {lease.ShardName} expired before they were read. {PlainText.Clean(exception.Message)}");
        }
    }
}
