namespace SlsSyslog;

internal sealed partial class RouteFactory
{
    [LoggerMessage(
        EventId = 322,
        Level = LogLevel.Warning,
        Message = "Route {Route}: no profile gives a value the name {Field}, which the filter or the sample reads. A similar name is {Similar}.")]
    private static partial void LogUnknownName(ILogger logger, string route, string field, string similar);
}
