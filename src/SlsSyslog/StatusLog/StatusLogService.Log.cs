using Microsoft.Extensions.Logging;

namespace SlsSyslog;

internal sealed partial class StatusLogService
{
    [LoggerMessage(
        EventId = 332,
        Level = LogLevel.Information,
        Message = "Route {Route}: {Delivered} records delivered in the last minute ({Rate}), {Unconfirmed} unconfirmed. Read lag {ReadLag}, delivery "
            + "lag {DeliveryLag}. {Total} delivered since the start.")]
    private static partial void LogFlow(
        ILogger logger, string route, long delivered, string rate, long unconfirmed, string readLag, string deliveryLag, long total);

    [LoggerMessage(EventId = 333, Level = LogLevel.Information, Message = "Route {Route} {Condition}.")]
    private static partial void LogGood(ILogger logger, string route, string condition);

    [LoggerMessage(EventId = 334, Level = LogLevel.Warning, Message = "Route {Route} {Condition}. {Reason}")]
    private static partial void LogBad(ILogger logger, string route, string condition, string reason);

    [LoggerMessage(EventId = 335, Level = LogLevel.Warning, Message = "The status of the routes cannot be read.")]
    private static partial void LogNoStatus(ILogger logger, Exception exception);
}
