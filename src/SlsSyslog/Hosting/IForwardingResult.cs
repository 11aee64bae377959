namespace SlsSyslog;

/// <summary>Provides the result of forwarding. It is final when the host has stopped.</summary>
public interface IForwardingResult
{
    /// <summary>Gets the number of shards whose last lease ended with records that were read but not confirmed; 0 after a clean drain.</summary>
    /// <remarks>
    /// The records are not lost: the next owner of the shard continues at the stored checkpoint. A lease that is lost, because another consumer
    /// owns the shard or SLS cannot be reached, counts as well. A route that failed, or that has not ended within the shutdown timeout of the
    /// host, counts as one shard.
    /// </remarks>
    long UndeliveredShards { get; }

    /// <summary>Gets a value that indicates whether a route ended because of an error. The error is logged.</summary>
    bool HasFailed { get; }

    /// <summary>
    /// Gets a value that indicates whether another process was found to use the same consumer name in the same consumer group, so that records
    /// were sent twice. The error is logged.
    /// </summary>
    bool HasDuplicateConsumer { get; }

    /// <summary>
    /// Gets a value that indicates whether a route with an <see cref="SlsSyslog.ConsumerGroups.ConsumerGroupOptions.EndAt"/> was stopped before
    /// it reached that end. This is logged.
    /// </summary>
    bool HasStoppedBeforeEnd { get; }

    /// <summary>
    /// Gets a task that completes when every route has ended: because the host stops, or because every route has reached its
    /// <see cref="SlsSyslog.ConsumerGroups.ConsumerGroupOptions.EndAt"/>. The task never fails. With <c>ForwardOnDemand</c>, it does not
    /// complete.
    /// </summary>
    Task Completion { get; }
}
