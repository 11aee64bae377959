using Microsoft.Extensions.Logging;

namespace SlsSyslog;

internal sealed partial class RouteReport
{
    [LoggerMessage(
        EventId = 300,
        Level = LogLevel.Warning,
        Message = "Route {Route}: shard {Shard} is read again from the last confirmed position. {Reason}")]
    private static partial void LogSendingAgain(ILogger logger, string route, string shard, string reason);

    [LoggerMessage(
        EventId = 302,
        Level = LogLevel.Warning,
        Message = "Route {Route}: shard {Shard} is read again from the last confirmed position; the same happened {Count} more times to shards of "
            + "this route. {Reason}")]
    private static partial void LogSendingAgainRepeatedly(ILogger logger, string route, string shard, int count, string reason);

    [LoggerMessage(
        EventId = 303,
        Level = LogLevel.Warning,
        Message = "Route {Route}: {Count} records were not sent and are stored as dead letters in {Target}; {Total} since the start. Last reason: "
            + "{Reason}")]
    private static partial void LogDeadLetters(ILogger logger, string route, long count, string target, long total, string reason);

    [LoggerMessage(
        EventId = 304,
        Level = LogLevel.Warning,
        Message = "Route {Route}: {Count} messages were truncated to {MaxBytes} bytes; {Total} since the start.")]
    private static partial void LogTruncated(ILogger logger, string route, long count, int maxBytes, long total);

    [LoggerMessage(
        EventId = 305,
        Level = LogLevel.Error,
        Message = "Route {Route}: dead letters cannot be stored in {Target}. The shards with such records wait until they can. {Reason}")]
    private static partial void LogHeld(ILogger logger, string route, string target, string reason);

    [LoggerMessage(
        EventId = 306, Level = LogLevel.Information, Message = "Route {Route}: the dead letter of shard {Shard} is stored. The shard continues.")]
    private static partial void LogHoldEnded(ILogger logger, string route, string shard);

    [LoggerMessage(
        EventId = 320,
        Level = LogLevel.Warning,
        Message = "Route {Route}: a field to expand is not valid JSON and is sent unchanged. Further ones are counted by the metric {Metric}.")]
    private static partial void LogUnparsedField(ILogger logger, string route, string metric);

    [LoggerMessage(
        EventId = 317,
        Level = LogLevel.Information,
        Message = "Route {Route}: a record has two values for the name of an expanded field; the first one is sent. Further ones are counted by the "
            + "metric {Metric}.")]
    private static partial void LogNameClash(ILogger logger, string route, string metric);

    [LoggerMessage(
        EventId = 318,
        Level = LogLevel.Warning,
        Message = "Route {Route}: the time field of a record does not contain a valid time, so the message has the time of SLS. Further ones are "
            + "counted by the metric {Metric}. Check TimeField, TimeFormat and TimeZoneOfField.")]
    private static partial void LogUnreadableTime(ILogger logger, string route, string metric);

    [LoggerMessage(
        EventId = 319,
        Level = LogLevel.Information,
        Message = "Route {Route}: more than one profile matches a record; the first one is used. Further ones are counted by the metric {Metric}.")]
    private static partial void LogAmbiguousProfile(ILogger logger, string route, string metric);
}
