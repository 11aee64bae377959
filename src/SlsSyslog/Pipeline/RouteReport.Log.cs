namespace SlsSyslog;

internal sealed partial class RouteReport
{
    [LoggerMessage(300, LogLevel.Warning, "Route {Route}: shard {Shard} is read again from the last confirmed position. {Reason}")]
    private static partial void LogSendingAgain(ILogger logger, string route, string shard, string reason);

    [LoggerMessage(302, LogLevel.Warning,
        "Route {Route}: shard {Shard} is read again from the last confirmed position; the same happened {Count} more times to shards of this "
        + "route. {Reason}")]
    private static partial void LogSendingAgainRepeatedly(ILogger logger, string route, string shard, int count, string reason);

    [LoggerMessage(303, LogLevel.Warning,
        "Route {Route}: {Count} records were not sent and are stored as dead letters in {Target}; {Total} since the start. Last reason: {Reason}")]
    private static partial void LogDeadLetters(ILogger logger, string route, long count, string target, long total, string reason);

    [LoggerMessage(304, LogLevel.Warning, "Route {Route}: {Count} messages were truncated to {MaxBytes} bytes; {Total} since the start.")]
    private static partial void LogTruncated(ILogger logger, string route, long count, int maxBytes, long total);

    [LoggerMessage(305, LogLevel.Error,
        "Route {Route}: dead letters cannot be stored in {Target}. The shards with such records wait until they can. {Reason}")]
    private static partial void LogHeld(ILogger logger, string route, string target, string reason);

    [LoggerMessage(306, LogLevel.Information, "Route {Route}: the dead letter of shard {Shard} is stored. The shard continues.")]
    private static partial void LogHoldEnded(ILogger logger, string route, string shard);

    [LoggerMessage(320, LogLevel.Warning,
        "Route {Route}: a field to expand is not valid JSON and is sent unchanged. Further ones are counted by the metric {Metric}.")]
    private static partial void LogUnparsedField(ILogger logger, string route, string metric);

    [LoggerMessage(317, LogLevel.Information,
        "Route {Route}: a record has two values for the name of an expanded field; the first one is sent. Further ones are counted by the metric "
        + "{Metric}.")]
    private static partial void LogNameClash(ILogger logger, string route, string metric);

    [LoggerMessage(318, LogLevel.Warning,
        "Route {Route}: the time field of a record does not contain a valid time, so the message has the time of SLS. Further ones are counted by "
        + "the metric {Metric}. Check TimeField, TimeFormat and TimeZoneOfField.")]
    private static partial void LogUnreadableTime(ILogger logger, string route, string metric);

    [LoggerMessage(321, LogLevel.Information,
        "Route {Route}: more than one profile matches a record; the first one is used. Further ones are counted by the metric {Metric}.")]
    private static partial void LogAmbiguousProfile(ILogger logger, string route, string metric);

    [LoggerMessage(307, LogLevel.Error,
        "Route {Route}: shard {Shard} makes no progress: the same records were sent {Attempts} times without a confirmation, and are sent again. "
        + "Check what the server does with them, for example whether it reads fast enough or rejects a message by its size. {Reason}")]
    private static partial void LogNoProgress(ILogger logger, string route, string shard, int attempts, string reason);

    [LoggerMessage(309, LogLevel.Error,
        "Route {Route}: shard {Shard} waits at record {Record}, which the server has rejected {Attempts} times: it does not confirm the message, "
        + "which has {Bytes} bytes with its frame. Records before it are confirmed. Compare Message:MaxBytes with the limit of the server. {Reason}")]
    private static partial void LogRejected(
        ILogger logger, string route, string shard, string record, int bytes, int attempts, string reason);

    [LoggerMessage(336, LogLevel.Error,
        "Route {Route}: the server closes the connection each time it receives record {Record} of shard {Shard}, whose message has {Bytes} "
        + "bytes with its frame, and confirms others. The failure policy for the record is {Action}. Compare Message:MaxBytes with the limit of "
        + "the server.")]
    private static partial void LogRecordRejected(ILogger logger, string route, string shard, string record, int bytes, FailureAction action);

    [LoggerMessage(323, LogLevel.Warning,
        "Route {Route}: {Count} records were skipped by the failure policy and are lost for the server; {Total} since the start. Last "
        + "reason: {Reason}")]
    private static partial void LogSkipped(ILogger logger, string route, long count, long total, string reason);

    [LoggerMessage(324, LogLevel.Error,
        "Route {Route}: shard {Shard} is stopped and is not read until the process restarts. {Reason}")]
    private static partial void LogShardStopped(ILogger logger, string route, string shard, string reason);

    [LoggerMessage(328, LogLevel.Error, "Route {Route}: shard {Shard} is not sent to this optional destination until it is assigned again. {Reason}")]
    private static partial void LogEnded(ILogger logger, string route, string shard, string reason);
}
