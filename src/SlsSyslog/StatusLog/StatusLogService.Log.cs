namespace SlsSyslog;

internal sealed partial class StatusLogService
{
    [LoggerMessage(332, LogLevel.Information,
        "Route {Route}: {Delivered} records delivered in the last minute ({Rate}), {Unconfirmed} unconfirmed. Read lag {ReadLag}, delivery lag "
        + "{DeliveryLag}. {Total} delivered since the start.")]
    private static partial void LogFlow(
        ILogger logger, string route, long delivered, string rate, long unconfirmed, string readLag, string deliveryLag, long total);

    [LoggerMessage(333, LogLevel.Information, "Route {Route} {Condition}.")]
    private static partial void LogGood(ILogger logger, string route, string condition);

    [LoggerMessage(334, LogLevel.Warning, "Route {Route} {Condition}. {Reason}")]
    private static partial void LogBad(ILogger logger, string route, string condition, string reason);

    [LoggerMessage(335, LogLevel.Warning, "The status of the routes cannot be read.")]
    private static partial void LogNoStatus(ILogger logger, Exception exception);
}
