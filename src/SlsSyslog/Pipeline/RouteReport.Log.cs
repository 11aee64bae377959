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
}
