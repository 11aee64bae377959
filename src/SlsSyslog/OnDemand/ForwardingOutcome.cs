namespace SlsSyslog;

/// <summary>Represents the outcome of one run of <see cref="IOnDemandForwarder"/>.</summary>
/// <param name="IsComplete">A value that indicates whether all records were read and confirmed, filtered or stored as dead letters.</param>
/// <param name="Reason">The reason why the run is not complete, or an empty string.</param>
/// <param name="Delivered">The number of records that were sent and confirmed. For an incomplete run, those of the confirmed batches.</param>
/// <param name="Filtered">The number of records that a filter rejected.</param>
/// <param name="DeadLettered">The number of records that could not be sent and were stored as dead letters.</param>
/// <param name="Truncated">The number of delivered records whose message was truncated to the size limit.</param>
public sealed record ForwardingOutcome(bool IsComplete, string Reason, long Delivered, long Filtered, long DeadLettered, long Truncated)
{
    /// <summary>Gets the number of records that the failure policy skipped.</summary>
    public long Skipped { get; init; }
}
