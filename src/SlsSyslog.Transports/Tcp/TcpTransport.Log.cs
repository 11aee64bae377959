using Microsoft.Extensions.Logging;

namespace SlsSyslog.Transports;

public sealed partial class TcpTransport
{
    [LoggerMessage(
        EventId = 104,
        Level = LogLevel.Warning,
        Message = "TCP_INFO is not available on this system. Using the confirmation {Actual} instead of {Wanted}.")]
    private partial void LogFallback(DeliveryConfirmation wanted, DeliveryConfirmation actual);
}
