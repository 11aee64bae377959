using Microsoft.Extensions.Logging;

namespace SlsSyslog.Transports;

public sealed partial class TcpTransport
{
    [LoggerMessage(
        EventId = 104,
        Level = LogLevel.Warning,
        Message = "This system does not tell what a peer has acknowledged: frames count as delivered at {Actual} instead of {Wanted}.")]
    private partial void LogFallback(DeliveryConfirmation wanted, DeliveryConfirmation actual);
}
