using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Transports.Tests;

public sealed class ServerConnectorTests
{
    [Fact]
    public async Task ConnectAsync_Options_AreSetOnTheSocket()
    {
        await using TestListener listener = new();
        TcpTransportOptions options = new()
        {
            AcknowledgeTimeout = TimeSpan.FromSeconds(7),
            KeepAliveTime = TimeSpan.FromSeconds(11),
            SendBufferBytes = 100_000,
        };

        using SocketLink link = await new ServerConnector(options, TimeProvider.System).ConnectAsync(listener.Server, CancellationToken.None);
        Socket socket = link.Socket;

        Assert.True(socket.NoDelay);
        Assert.Equal(11, socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));
        Assert.InRange(socket.SendBufferSize, 100_000, 200_000);
        if (OperatingSystem.IsLinux())
        {
            byte[] value = new byte[4];
            socket.GetRawSocketOption(6, 18, value);
            Assert.Equal(7000, BitConverter.ToInt32(value));
        }
    }

    [Fact]
    public async Task ConnectAsync_NoListener_ReportsTheReason()
    {
        await using TestListener listener = new(start: false);
        ServerConnector connector = new(new TcpTransportOptions(), TimeProvider.System);

        SyslogTransportException exception = await Assert.ThrowsAsync<SyslogTransportException>(
            () => connector.ConnectAsync(new SyslogServer(SyslogScheme.Tcp, "localhost", listener.Port), CancellationToken.None));

        Assert.Contains("127.0.0.1: the server refused the connection", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_SeveralAddresses_UsesTheOneThatAccepts()
    {
        await using TestListener listener = new();
        ServerConnector connector = Create("::1", "127.0.0.3", "127.0.0.1");

        using SocketLink link = await connector.ConnectAsync(Named(listener), CancellationToken.None);

        Assert.Equal(IPAddress.Loopback, link.Address);
        Assert.Equal(listener.Port, ((IPEndPoint)link.Socket.RemoteEndPoint!).Port);
    }

    [Fact]
    public async Task ConnectAsync_NoAddressAccepts_ReportsTheReasonOfEach()
    {
        await using TestListener listener = new(start: false);
        ServerConnector connector = Create("127.0.0.2", "127.0.0.1");

        SyslogTransportException exception = await Assert.ThrowsAsync<SyslogTransportException>(
            () => connector.ConnectAsync(Named(listener), CancellationToken.None));

        Assert.Equal("127.0.0.2: the server refused the connection; 127.0.0.1: the server refused the connection", exception.Message);
        Assert.Equal(TransportErrorType.Refused, exception.ErrorType);
    }

    [Fact]
    public async Task ConnectAsync_NameWithoutAddresses_ReportsThatItCannotBeResolved()
    {
        ServerConnector connector = Create();

        SyslogTransportException exception = await Assert.ThrowsAsync<SyslogTransportException>(
            () => connector.ConnectAsync(new SyslogServer(SyslogScheme.Tcp, "siem.test", 514), CancellationToken.None));

        Assert.Equal("the name siem.test cannot be resolved", exception.Message);
        Assert.Equal(TransportErrorType.NameNotResolved, exception.ErrorType);
    }

    // Both addresses accept a connection. The one that loses must not see a handshake.
    [Fact]
    public async Task ConnectAsync_FirstAddressClosesDuringTheHandshake_UsesTheNextOne()
    {
        using CertificateFolder certificates = new();
        using X509Certificate2 certificate = certificates.Authority.IssueServer();
        await using TestListener plain = new(address: "127.0.0.2");
        await using TestListener listener = new(port: plain.Port);
        TcpTransportOptions options = new()
        {
            Tls = new TlsOptions { TrustedCertificatesPath = certificates.AuthorityPath, ServerName = "localhost" },
            Lookup = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("127.0.0.2"), IPAddress.Loopback]),
        };
        Task<SocketLink> connecting = new ServerConnector(options, TimeProvider.System).ConnectAsync(
            new SyslogServer(SyslogScheme.Tls, "siem.test", listener.Port), CancellationToken.None);

        (await plain.AcceptAsync()).Close();
        await TlsPeer.AcceptAsync(listener, certificate);

        using SocketLink link = await connecting.WaitAsync(Eventually.Deadline);
        Assert.Equal(IPAddress.Loopback, link.Address);
        Assert.False(plain.TryAccept(out _));
        Assert.False(listener.TryAccept(out _));
    }

    private static ServerConnector Create(params string[] addresses) => new(
        new TcpTransportOptions { Lookup = (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray()) }, TimeProvider.System);

    private static SyslogServer Named(TestListener listener) => new(SyslogScheme.Tcp, "siem.test", listener.Port);
}
