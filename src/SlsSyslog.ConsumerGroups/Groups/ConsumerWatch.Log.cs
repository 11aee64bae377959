namespace SlsSyslog.ConsumerGroups;

internal sealed partial class ConsumerWatch
{
    [LoggerMessage(260, LogLevel.Error,
        "Another process uses the consumer name {Consumer} in consumer group {Group}: it stored a checkpoint of shard {Shard}. Both processes read "
        + "the same shards, so records are sent twice. Specify another Consumer for one of them, or leave it empty to use a unique name.")]
    private static partial void LogDuplicate(ILogger logger, string consumer, string group, string shard);

    [LoggerMessage(261, LogLevel.Warning,
        "Consumer {Consumer} has had no shard of logstore {Logstore} for {Duration}, because other consumers of group {Group} read all of them. "
        + "Consumers that stored checkpoints: {Others}. If they send to another destination, specify another ConsumerGroup.")]
    private static partial void LogIdle(ILogger logger, string consumer, string logstore, string duration, string group, string others);

    [LoggerMessage(262, LogLevel.Debug, "Checking the consumers of logstore {Logstore} failed. The check is repeated. {Reason}")]
    private static partial void LogCheckFailed(ILogger logger, string logstore, string reason);
}
