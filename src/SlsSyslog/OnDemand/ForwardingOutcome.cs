namespace SlsSyslog;

/// <summary>How one run of <see cref="IOnDemandForwarder"/> ended.</summary>
/// <param name="IsComplete">Whether the source was read to its end and every record is confirmed, filtered or kept as a dead letter.</param>
/// <param name="Reason">Why it is not complete, or empty.</param>
/// <param name="Delivered">Records sent and confirmed. Behind a run that is not complete, those of the batches confirmed before.</param>
/// <param name="Filtered">Records that a filter kept back.</param>
/// <param name="DeadLettered">Records handed to the dead letters, since they could not be formatted.</param>
/// <param name="Truncated">Records among the delivered whose message was cut to the size limit.</param>
public sealed record ForwardingOutcome(bool IsComplete, string Reason, long Delivered, long Filtered, long DeadLettered, long Truncated);
