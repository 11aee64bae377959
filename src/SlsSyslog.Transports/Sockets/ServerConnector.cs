using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Transports;

/// <summary>Opens links to servers. It resolves the host name each time and tries every address, each with its own timeout.</summary>
/// <param name="options">The options.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="onCertificate">Receives the certificate of a server and its chain, before they are accepted; null for a transport.</param>
internal sealed class ServerConnector(
    NetworkTransportOptions options, TimeProvider timeProvider, Action<X509Certificate2, X509Chain?>? onCertificate = null)
{
    private readonly AddressResolver _resolver = new(options, timeProvider);
    private readonly TlsHandshake? _handshake =
        options is StreamTransportOptions stream ? new TlsHandshake(stream.Tls, timeProvider, onCertificate) : null;

    /// <exception cref="SyslogTransportException">No address accepts a connection. The message contains the reason for each address.</exception>
    public async Task<SocketLink> ConnectAsync(SyslogServer server, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await _resolver.ResolveAsync(server, cancellationToken).ConfigureAwait(false);
        AddressRace race = new(addresses, (address, cancel) => ConnectAsync(new IPEndPoint(address, server.Port), cancel), timeProvider);
        while (await race.ConnectAsync(cancellationToken).ConfigureAwait(false) is { } link)
        {
            try
            {
                // Only the winner begins a handshake: the others would be connections that the server accepts and loses.
                await SecureAsync(link, server, cancellationToken).ConfigureAwait(false);
                return link;
            }
            catch (Exception exception) when (exception is SyslogTransportException or SocketException)
            {
                race.Failures.Add((link.Address!, exception));
            }
        }

        throw new SyslogTransportException(
            string.Join("; ", race.Failures.Select(failure => $"{failure.Address}: {Describe(failure.Exception)}")), race.Failures[^1].Exception);
    }

    /// <summary>Connects to one address, for a check.</summary>
    /// <exception cref="SyslogTransportException">The address does not accept a connection.</exception>
    public async Task<SocketLink> ConnectAsync(SyslogServer server, IPAddress address, CancellationToken cancellationToken)
    {
        try
        {
            SocketLink link = await ConnectAsync(new IPEndPoint(address, server.Port), cancellationToken).ConfigureAwait(false);
            await SecureAsync(link, server, cancellationToken).ConfigureAwait(false);
            return link;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new SyslogTransportException(Describe(exception), exception);
        }
    }

    private async Task SecureAsync(SocketLink link, SyslogServer server, CancellationToken cancellationToken)
    {
        bool isSecured = false;
        try
        {
            if (server.IsTls)
            {
                await link.SecureAsync(_handshake!, server, cancellationToken).ConfigureAwait(false);
            }

            isSecured = true;
        }
        finally
        {
            if (!isSecured)
            {
                link.Dispose();
            }
        }
    }

    private async Task<SocketLink> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        SocketLink? link = null;
        try
        {
            link = new SocketLink(SocketFactory.Create(endpoint.AddressFamily, options)) { Address = endpoint.Address };
            using (CancellationTokenSource deadline = new(options.ConnectTimeout, timeProvider))
            using (CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken))
            {
                await link.Socket.ConnectAsync(endpoint, either.Token).ConfigureAwait(false);
            }

            if (link.IsConnectedToItself)
            {
                throw new SocketException((int)SocketError.ConnectionRefused);
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

    private string Describe(Exception exception) => exception switch
    {
        SocketException socket => SocketErrors.Describe(socket),
        OperationCanceledException =>
            string.Create(CultureInfo.InvariantCulture, $"no response within {options.ConnectTimeout.TotalSeconds} s"),
        _ => exception.Message,
    };
}
