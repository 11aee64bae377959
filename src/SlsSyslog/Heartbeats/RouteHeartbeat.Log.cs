namespace SlsSyslog;

internal sealed partial class RouteHeartbeat
{
    [LoggerMessage(330, LogLevel.Warning, "Route {Route}: heartbeat {Sequence} cannot be formatted and is not sent. {Reason}")]
    private static partial void LogNotWritten(ILogger logger, string route, long sequence, string reason);

    [LoggerMessage(331, LogLevel.Warning, "Route {Route}: heartbeat {Sequence} is not confirmed and is sent again until it is. {Reason}")]
    private static partial void LogSentAgain(ILogger logger, string route, long sequence, string reason);
}
