namespace SlsSyslog.Testing;

/// <summary>What a <see cref="DeliveryLedger"/> knows at one moment. All figures count ids.</summary>
/// <param name="Sent">Ids put in.</param>
/// <param name="Received">Different ids that came out.</param>
/// <param name="Missing">Ids put in that never came out.</param>
/// <param name="Repeated">Arrivals beyond the first of an id.</param>
/// <param name="OutOfOrder">First arrivals of an id after a later id of the same shard.</param>
/// <param name="Unknown">Arrivals without an id of this ledger, or with one that was never put in.</param>
/// <param name="MissingIds">The first missing ids, at most 100.</param>
public sealed record DeliveryReport(
    long Sent, long Received, long Missing, long Repeated, long OutOfOrder, long Unknown, IReadOnlyList<string> MissingIds);
