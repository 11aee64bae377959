namespace SlsSyslog.ConsumerGroups;

internal sealed partial class NewGroupReport
{
    [LoggerMessage(214, LogLevel.Warning,
        "Consumer group {Group} did not exist in logstore {Logstore}. Reading starts at {StartFrom} and sends {Amount}, even if they were sent "
        + "through another group. Other groups: {Others}. If the name is wrong, correct it and delete the new group.")]
    private static partial void LogAhead(
        ILogger logger, string group, string logstore, ShardPosition startFrom, string amount, string others);

    [LoggerMessage(215, LogLevel.Warning,
        "Consumer group {Group} did not exist in logstore {Logstore}. Reading starts at {StartFrom} and does not send what is stored before it, "
        + "{Amount}. Other groups: {Others}. If the name is wrong, correct it and delete the new group.")]
    private static partial void LogSkipped(
        ILogger logger, string group, string logstore, ShardPosition startFrom, string amount, string others);

    [LoggerMessage(216, LogLevel.Warning,
        "Consumer group {Group} did not exist in logstore {Logstore}. Reading starts at {StartFrom}. How many logs are stored before and after it "
        + "is unknown. Other groups: {Others}. If the name is wrong, correct it and delete the new group. {Reason}")]
    private static partial void LogUnknown(
        ILogger logger, string group, string logstore, ShardPosition startFrom, string others, string reason);
}
