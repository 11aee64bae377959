namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents an error of a source and what an operator can do about it. Both texts are free of control characters.</summary>
/// <param name="Time">The time of the error.</param>
/// <param name="Message">The error.</param>
/// <param name="Action">What to do.</param>
public sealed record SourceError(DateTimeOffset Time, string Message, string Action)
{
    internal static SourceError Create(DateTimeOffset time, SlsErrorKind kind, string message) =>
        new(time, PlainText.Clean(message), ActionFor(kind));

    private static string ActionFor(SlsErrorKind kind) => kind switch
    {
        SlsErrorKind.Throttled => "Raise the read quota of the project, split the shards, or let fewer programs read them.",
        SlsErrorKind.Credentials => "Check the access key or role and its permissions on the project, the logstore and the consumer group.",
        SlsErrorKind.Clock => "Synchronize the clock of this system.",
        SlsErrorKind.Missing => "Check the names of the project and the logstore, and that they are in the region of the endpoint.",
        SlsErrorKind.Rejected => "Correct the setting that the message names.",
        SlsErrorKind.GroupMissing => "Nothing: the consumer group is created again. Find out who deleted it.",
        SlsErrorKind.GroupQuota => "Delete a consumer group that is not used, or specify an existing one.",
        SlsErrorKind.Evicted or SlsErrorKind.OwnershipLost => "Nothing: the shard is assigned again. Check the network if it happens often.",
        SlsErrorKind.ShardMissing => "Nothing: the shard and its logs no longer exist in SLS.",
        SlsErrorKind.InvalidCursor => "Check that the route keeps up within the retention period of the logstore.",
        _ => "Nothing if it ends within minutes. Otherwise check the network, the proxy and the endpoint.",
    };
}
