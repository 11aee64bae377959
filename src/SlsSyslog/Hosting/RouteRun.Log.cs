namespace SlsSyslog;

internal sealed partial class RouteRun
{
    [LoggerMessage(310, LogLevel.Information, "Route {Route} started.")]
    private static partial void LogStarted(ILogger logger, string route);

    [LoggerMessage(311, LogLevel.Information,
        "Route {Route} stopped: {Delivered} delivered, {Filtered} filtered, {DeadLettered} dead-lettered, {Truncated} truncated; {Undelivered} "
        + "shards released with unconfirmed records.")]
    private static partial void LogStopped(
        ILogger logger, string route, long delivered, long filtered, long deadLettered, long truncated, long undelivered);

    [LoggerMessage(312, LogLevel.Critical, "Route {Route} failed. {Reason}")]
    private static partial void LogFailed(ILogger logger, string route, string reason, Exception? exception);

    [LoggerMessage(315, LogLevel.Warning, "Route {Route} stopped before EndAt, {End}. The next run continues at the stored checkpoints.")]
    private static partial void LogStoppedBeforeEnd(ILogger logger, string route, ShardPosition end);

    [LoggerMessage(325, LogLevel.Critical,
        "Route {Route}: the host stops, as the settings specify. {Reason}")]
    private static partial void LogStopsHost(ILogger logger, string route, string reason);
}
