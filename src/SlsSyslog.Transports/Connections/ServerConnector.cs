using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SlsSyslog.Transports;

/// <summary>Opens links: resolves the name anew each time and tries every address, each with its own deadline.</summary>
internal sealed class ServerConnector(NetworkTransportOptions options, TimeProvider clock)
{
    private readonly TlsHandshake? _handshake = options is StreamTransportOptions stream ? new TlsHandshake(stream.Tls, clock) : null;

    /// <exception cref="SyslogTransportException">No address answers; the message says why, address by address.</exception>
    public async Task<StreamLink> ConnectAsync(SyslogServer server, CancellationToken cancellationToken)
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
            catch (SyslogTransportException e)
            {
                last = e;
                reasons.Add($"{address}: {e.Message}");
            }
            catch (SocketException e)
            {
                last = e;
                reasons.Add($"{address}: {SocketFault.Describe(e)}");
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                last = e;
                reasons.Add(string.Create(CultureInfo.InvariantCulture, $"{address}: no answer within {options.ConnectTimeout.TotalSeconds} s"));
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
            // The resolver itself cannot be called off: the deadline only stops our waiting.
            return await Dns.GetHostAddressesAsync(server.Host, cancellationToken)
                .WaitAsync(options.ConnectTimeout, clock, cancellationToken).ConfigureAwait(false) is { Length: > 0 } found
                ? found
                : throw new SocketException((int)SocketError.NoData);
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            throw new SyslogTransportException($"the name {server.Host} does not resolve", e);
        }
    }

    private async Task<StreamLink> ConnectAsync(SyslogServer server, IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        StreamLink? link = null;
        try
        {
            link = new StreamLink(SocketSettings.Create(endpoint.AddressFamily, options));
            using (CancellationTokenSource deadline = new(options.ConnectTimeout, clock))
            using (CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken))
            {
                await link.Socket.ConnectAsync(endpoint, either.Token).ConfigureAwait(false);
            }

            if (link.IsToItself)
            {
                throw new SocketException((int)SocketError.ConnectionRefused);
            }

            if (server.IsTls)
            {
                await link.SecureAsync(_handshake!, server, cancellationToken).ConfigureAwait(false);
            }

            StreamLink connected = link;
            link = null;
            return connected;
        }
        finally
        {
            link?.Dispose();
        }
    }
}
