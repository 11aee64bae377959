namespace SlsSyslog;

/// <summary>
/// Represents what happened to the records of a shard, a route or a host since the start of the process. At every moment,
/// <c>Read = Filtered + Delivered + DeadLettered + Skipped + Released + Pending</c>.
/// </summary>
/// <remarks>Records leave <see cref="Pending"/> when all up to the end of their batch is confirmed and the checkpoint may move.</remarks>
/// <param name="Read">The number of records that were read. A record that is read again after a failure is not counted again.</param>
/// <param name="Filtered">The number of records that a filter rejected.</param>
/// <param name="Delivered">The number of records that were sent and confirmed.</param>
/// <param name="DeadLettered">The number of records that could not be sent and were stored as dead letters.</param>
/// <param name="Skipped">The number of records that are lost: they expired in SLS unconfirmed, or the failure policy skipped them.</param>
/// <param name="Released">The number of records that were not confirmed when the shard was released. Its next owner reads them.</param>
/// <param name="Pending">The number of records that were read and are not confirmed yet.</param>
/// <param name="Repeated">The number of times that a record was read again because a connection broke before it was confirmed.</param>
/// <param name="Truncated">The number of delivered records whose message was truncated to the size limit.</param>
/// <param name="Sanitized">The number of confirmed records with content that syslog cannot contain and that was replaced.</param>
/// <param name="UnreadableTimes">The number of confirmed records whose time field did not contain a valid time.</param>
public sealed record RecordTotals(
    long Read,
    long Filtered,
    long Delivered,
    long DeadLettered,
    long Skipped,
    long Released,
    long Pending,
    long Repeated,
    long Truncated,
    long Sanitized,
    long UnreadableTimes)
{
    internal static RecordTotals None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    internal static RecordTotals Sum(IEnumerable<RecordTotals> totals) => totals.Aggregate(None, Add);

    private static RecordTotals Add(RecordTotals one, RecordTotals other) => new(
        one.Read + other.Read,
        one.Filtered + other.Filtered,
        one.Delivered + other.Delivered,
        one.DeadLettered + other.DeadLettered,
        one.Skipped + other.Skipped,
        one.Released + other.Released,
        one.Pending + other.Pending,
        one.Repeated + other.Repeated,
        one.Truncated + other.Truncated,
        one.Sanitized + other.Sanitized,
        one.UnreadableTimes + other.UnreadableTimes);
}
