using System.Net;
using System.Net.Sockets;

namespace SlsSyslog.Transports;

/// <summary>Finds the addresses of servers. A host that is an IP address is not resolved.</summary>
internal sealed class AddressResolver(NetworkTransportOptions options, TimeProvider timeProvider)
{
    /// <exception cref="SyslogTransportException">The name cannot be resolved.</exception>
    public async Task<IPAddress[]> ResolveAsync(SyslogServer server, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(server.Host, out IPAddress? address))
        {
            return [address];
        }

        try
        {
            // The resolver of the system cannot be canceled: the timeout only ends the wait.
            return await options.Lookup(server.Host, cancellationToken)
                .WaitAsync(options.ConnectTimeout, timeProvider, cancellationToken).ConfigureAwait(false) is { Length: > 0 } found
                ? found
                : throw new SocketException((int)SocketError.NoData);
        }
        catch (Exception exception) when (exception is SocketException or TimeoutException)
        {
            throw new SyslogTransportException($"the name {server.Host} cannot be resolved", exception)
            {
                ErrorType = TransportErrorType.NameNotResolved,
            };
        }
    }
}
