namespace SlsSyslog;

internal sealed partial class RouteProgress
{
    [LoggerMessage(313, LogLevel.Warning, "Route {Route}: the server has confirmed nothing for {Outage}; {Records} records wait.{Backlog}")]
    private static partial void LogNothingConfirmed(ILogger logger, string route, string outage, long records, string backlog);

    [LoggerMessage(314, LogLevel.Information, "Route {Route}: the server confirms records again after {Outage}; {Records} records were sent again.")]
    private static partial void LogConfirmedAgain(ILogger logger, string route, string outage, long records);
}
