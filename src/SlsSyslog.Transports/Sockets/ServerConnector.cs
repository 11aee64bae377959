using System.Net;
using System.Net.Sockets;

namespace SlsSyslog.Transports;

/// <summary>Opens links to servers. It resolves the host name each time and tries every address, each with its own timeout.</summary>
internal sealed class ServerConnector(NetworkTransportOptions options, TimeProvider timeProvider)
{
    private readonly TlsHandshake? _handshake = options is StreamTransportOptions stream ? new TlsHandshake(stream.Tls, timeProvider) : null;

    /// <exception cref="SyslogTransportException">No address accepts a connection. The message contains the reason for each address.</exception>
    public async Task<SocketLink> ConnectAsync(SyslogServer server, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await ResolveAsync(server, cancellationToken).ConfigureAwait(false);
        List<string> reasons = [];
        Exception? last = null;
        foreach (IPAddress address in addresses)
        {
            try
            {
                return await ConnectAsync(server, new IPEndPoint(address, server.Port), cancellationToken).ConfigureAwait(false);
            }
            catch (SyslogTransportException exception)
            {
                last = exception;
                reasons.Add($"{address}: {exception.Message}");
            }
            catch (SocketException exception)
            {
                last = exception;
                reasons.Add($"{address}: {SocketErrors.Describe(exception)}");
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                last = exception;
                reasons.Add(string.Create(CultureInfo.InvariantCulture, $"{address}: no response within {options.ConnectTimeout.TotalSeconds} s"));
            }
        }

        throw new SyslogTransportException(string.Join("; ", reasons), last);
    }

    private async Task<IPAddress[]> ResolveAsync(SyslogServer server, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(server.Host, out IPAddress? address))
        {
            return [address];
        }

        try
        {
            // The resolver cannot be canceled: the timeout only ends the wait.
            return await Dns.GetHostAddressesAsync(server.Host, cancellationToken)
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

    private async Task<SocketLink> ConnectAsync(SyslogServer server, IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        SocketLink? link = null;
        try
        {
            link = new SocketLink(SocketFactory.Create(endpoint.AddressFamily, options));
            using (CancellationTokenSource deadline = new(options.ConnectTimeout, timeProvider))
            using (CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken))
            {
                await link.Socket.ConnectAsync(endpoint, either.Token).ConfigureAwait(false);
            }

            if (link.IsConnectedToItself)
            {
                throw new SocketException((int)SocketError.ConnectionRefused);
            }

            if (server.IsTls)
            {
                await link.SecureAsync(_handshake!, server, cancellationToken).ConfigureAwait(false);
            }

            SocketLink connected = link;
            link = null;
            return connected;
        }
        finally
        {
            link?.Dispose();
        }
    }
}
