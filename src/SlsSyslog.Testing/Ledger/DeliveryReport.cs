namespace SlsSyslog.Testing;

/// <summary>Represents the counts of a <see cref="DeliveryLedger"/> at a point in time. All figures count ids.</summary>
/// <param name="Sent">The created ids.</param>
/// <param name="Received">The distinct received ids.</param>
/// <param name="Missing">The created ids that were not received.</param>
/// <param name="Repeated">The arrivals after the first one of an id.</param>
/// <param name="OutOfOrder">The first arrivals of an id after a later id of the same shard.</param>
/// <param name="Unknown">The arrivals without an id of this ledger, or with an id that was not created.</param>
/// <param name="MissingIds">The first missing ids, at most 100.</param>
public sealed record DeliveryReport(
    long Sent, long Received, long Missing, long Repeated, long OutOfOrder, long Unknown, IReadOnlyList<string> MissingIds);
