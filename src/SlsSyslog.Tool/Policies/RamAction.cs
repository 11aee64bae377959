namespace SlsSyslog.Tool;

/// <summary>The actions of RAM that the forwarder and the tool need, by what they are allowed on.</summary>
internal static class RamAction
{
    /// <summary>Gets the actions on a logstore: to pull logs, to find cursors and their times, to list shards, and to read the retention.</summary>
    public static IReadOnlyList<string> OnLogstore { get; } = ["log:GetCursorOrData", "log:GetLogStore", "log:ListShards"];

    /// <summary>Gets the actions on all consumer groups of a logstore, because a list names no group.</summary>
    public static IReadOnlyList<string> OnGroups { get; } = ["log:ListConsumerGroup"];

    /// <summary>Gets the actions on the consumer group of the settings.</summary>
    public static IReadOnlyList<string> OnGroup { get; } =
    [
        "log:ConsumerGroupHeartBeat", "log:ConsumerGroupUpdateCheckPoint", "log:CreateConsumerGroup", "log:GetConsumerGroupCheckPoint",
    ];

    /// <summary>Gets the additional actions of <c>groups delete</c>.</summary>
    public static IReadOnlyList<string> OfManagement { get; } = ["log:DeleteConsumerGroup"];

    /// <summary>Gets the actions on the groups of replays, which <c>replay</c> creates and deletes.</summary>
    public static IReadOnlyList<string> OnReplayGroups { get; } = [.. OnGroup.Concat(OfManagement).Order(StringComparer.Ordinal)];
}
