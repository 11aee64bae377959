using Microsoft.Extensions.Logging;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog;

internal sealed partial class ForwardingService
{
    [LoggerMessage(EventId = 310, Level = LogLevel.Information, Message = "Route {Route} started.")]
    private static partial void LogStarted(ILogger logger, string route);

    [LoggerMessage(
        EventId = 311,
        Level = LogLevel.Information,
        Message = "Route {Route} stopped: {Delivered} delivered, {Filtered} filtered, {DeadLettered} dead-lettered, {Truncated} truncated; "
            + "{Undelivered} shards released with unconfirmed records.")]
    private static partial void LogStopped(
        ILogger logger, string route, long delivered, long filtered, long deadLettered, long truncated, long undelivered);

    [LoggerMessage(EventId = 312, Level = LogLevel.Critical, Message = "Route {Route} failed. {Reason}")]
    private static partial void LogFailed(ILogger logger, string route, string reason, Exception? exception);

    [LoggerMessage(
        EventId = 315,
        Level = LogLevel.Warning,
        Message = "Route {Route} stopped before EndAt, {End}. The next run continues at the stored checkpoints.")]
    private static partial void LogStoppedBeforeEnd(ILogger logger, string route, ShardPosition end);
}
