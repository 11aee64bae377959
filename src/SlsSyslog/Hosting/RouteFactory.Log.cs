namespace SlsSyslog;

internal sealed partial class RouteFactory
{
    [LoggerMessage(
        EventId = 322,
        Level = LogLevel.Warning,
        Message = "Route {Route}: no profile knows the field {Field}, which a rule or the sample reads. A similar name is {Similar}.")]
    private static partial void LogUnknownName(ILogger logger, string route, string field, string similar);
}
