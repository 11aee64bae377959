using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Transports;

/// <summary>
/// Connects to the servers of a transport, address by address, as the transport does, and closes the connections without sending a message.
/// </summary>
public sealed class ServerProbe
{
    // How long a server may take to reject a connection that it has accepted, for example because of the client certificate (TLS 1.3).
    private static readonly TimeSpan RejectionTime = TimeSpan.FromMilliseconds(300);

    private readonly NetworkTransportOptions _options;
    private readonly TimeProvider _timeProvider;

    /// <summary>Initializes a new instance of the <see cref="ServerProbe"/> class. Performs no I/O.</summary>
    /// <param name="options">The options of the transport, which are copied.</param>
    /// <param name="timeProvider">The clock, or <see langword="null"/> for the system clock.</param>
    /// <exception cref="ArgumentException">The options are invalid. The message lists each error and its fix.</exception>
    public ServerProbe(NetworkTransportOptions options, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Copy();
        _options.ThrowIfInvalid(nameof(options));
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <summary>
    /// Gets how long each step may take: the resolution of the name, the connection, the TLS handshake, and the answer of a RELP server. It only
    /// shortens the limits of the options.
    /// </summary>
    /// <value>The default is the connect timeout of the options.</value>
    public TimeSpan StepTimeout
    {
        get => _options.ConnectTimeout;
        init
        {
            _options.ConnectTimeout = Shorter(_options.ConnectTimeout, value);
            if (_options is StreamTransportOptions { Tls: { } tls })
            {
                tls.HandshakeTimeout = Shorter(tls.HandshakeTimeout, value);
            }
        }
    }

    /// <summary>Finds the addresses of a server.</summary>
    /// <param name="server">The server.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>At least one address.</returns>
    /// <exception cref="SyslogTransportException">The name cannot be resolved.</exception>
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(SyslogServer server, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(server);
        return await new AddressResolver(_options, _timeProvider).ResolveAsync(server, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Connects to one address of a server. Over UDP, this shows only that there is a route to it.</summary>
    /// <param name="server">The server.</param>
    /// <param name="address">The address.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>What was found. An error is a part of it.</returns>
    public async Task<ServerProbeResult> ConnectAsync(SyslogServer server, IPAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(address);
        List<ServerCertificate> certificates = [];
        ServerConnector connector = new(_options, _timeProvider, (certificate, chain) => Describe(certificate, chain, certificates));
        long started = _timeProvider.GetTimestamp();
        try
        {
            using SocketLink link = await connector.ConnectAsync(server, address, cancellationToken).ConfigureAwait(false);
            TimeSpan duration = _timeProvider.GetElapsedTime(started);
            bool isStream = _options is StreamTransportOptions;
            string greeting = isStream ? await ReadGreetingAsync(server, link, cancellationToken).ConfigureAwait(false) : "";
            return new()
            {
                Address = address,
                Duration = duration,
                Certificates = certificates,
                Protection = link.Tls is { } tls ? $"{tls.SslProtocol}, {tls.NegotiatedCipherSuite}" : null,
                Greeting = greeting,
            };
        }
        catch (SyslogTransportException exception)
        {
            return new()
            {
                Address = address,
                Error = PlainText.Clean(exception.Message),
                ErrorType = exception.ErrorType,
                Duration = _timeProvider.GetElapsedTime(started),
                Certificates = certificates,
            };
        }
    }

    private static TimeSpan Shorter(TimeSpan first, TimeSpan second) => first < second ? first : second;

    private static void Describe(X509Certificate2 certificate, X509Chain? chain, List<ServerCertificate> certificates)
    {
        certificates.Clear();
        certificates.Add(new ServerCertificate(certificate));
        certificates.AddRange((chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>()).Skip(1)
            .Select(element => new ServerCertificate(element.Certificate)));
    }

    // A receiver of syslog sends nothing. RELP begins with the client.
    private async Task<string> ReadGreetingAsync(SyslogServer server, SocketLink link, CancellationToken cancellationToken)
    {
        bool isRelp = server.Scheme is SyslogScheme.Relp or SyslogScheme.Relps;
        using CancellationTokenSource deadline = new(isRelp ? _options.ConnectTimeout : RejectionTime, _timeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            byte[] buffer = new byte[4096];
            if (isRelp)
            {
                await link.SendAllAsync(RelpOpenFrame.Bytes).ConfigureAwait(false);
            }

            int read = 0;
            do
            {
                int more = await link.Stream.ReadAsync(buffer.AsMemory(read), either.Token).ConfigureAwait(false);
                if (more == 0)
                {
                    throw new SyslogTransportException("the server accepts the connection and closes it immediately");
                }

                read += more;
                if (isRelp && TryReadOffers(buffer.AsSpan(0, read)) is { } offers)
                {
                    return offers;
                }
            }
            while (isRelp && read < buffer.Length);

            return PlainText.Clean(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return isRelp
                ? throw new SyslogTransportException(
                    "the server did not respond to the RELP open command; a plain syslog listener does not respond to it", exception)
                : "";
        }
        catch (Exception exception) when (SocketErrors.IsConnectionError(exception))
        {
            throw new SyslogTransportException(SocketErrors.Describe(exception), exception);
        }
    }

    private static string? TryReadOffers(ReadOnlySpan<byte> bytes) =>
        RelpFrame.TryRead(ref bytes, out RelpFrame frame) ? PlainText.Clean(Encoding.UTF8.GetString(frame.Data)) : null;
}
