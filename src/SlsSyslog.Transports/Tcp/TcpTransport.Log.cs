namespace SlsSyslog.Transports;

public sealed partial class TcpTransport
{
    [LoggerMessage(104, LogLevel.Warning, "TCP_INFO is not available on this system. Using the confirmation {Actual} instead of {Wanted}.")]
    private partial void LogFallback(DeliveryConfirmation wanted, DeliveryConfirmation actual);
}
