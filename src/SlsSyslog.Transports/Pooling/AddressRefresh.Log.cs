using System.Net;

namespace SlsSyslog.Transports;

internal sealed partial class AddressRefresh
{
    [LoggerMessage(109, LogLevel.Information, "The name of {Server} no longer has the address {Address}. Connecting to another address.")]
    private partial void LogAddressRemoved(SyslogServer server, IPAddress address);
}
