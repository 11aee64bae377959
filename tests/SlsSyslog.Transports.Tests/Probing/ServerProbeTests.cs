using System.Net;
using System.Net.Sockets;
using SlsSyslog.Testing;

namespace SlsSyslog.Transports.Tests;

public sealed class ServerProbeTests
{
    [Fact]
    public async Task ConnectAsync_TcpReceiver_SendsNothing()
    {
        await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync();

        ServerProbeResult result = await ProbeAsync(SyslogScheme.Tcp, siem.Port);

        Assert.Null(result.Error);
        Assert.Equal(IPAddress.Loopback, result.Address);
        Assert.Equal("", result.Greeting);
        Assert.Empty(result.Certificates);
        Assert.Null(result.Protection);
        Assert.Empty(siem.Messages);
    }

    [Fact]
    public async Task ConnectAsync_TlsReceiver_DescribesTheChain()
    {
        using CertificateFolder folder = new();
        using System.Security.Cryptography.X509Certificates.X509Certificate2 certificate = folder.Authority.IssueServer();
        await using SyslogCaptureServer siem = await StartTlsAsync(certificate);

        ServerProbeResult result = await ProbeAsync(SyslogScheme.Tls, siem.Port, tls => tls.TrustedCertificatesPath = folder.AuthorityPath);

        Assert.Null(result.Error);
        Assert.StartsWith("Tls1", result.Protection, StringComparison.Ordinal);
        Assert.Equal([certificate.Subject, folder.Authority.Certificate.Subject], result.Certificates.Select(item => item.Subject));
        Assert.Contains("localhost", result.Certificates[0].Names);
        Assert.Equal(certificate.NotAfter.ToUniversalTime(), result.Certificates[0].NotAfter.UtcDateTime);
        Assert.StartsWith("sha-256:", result.Certificates[0].Fingerprint, StringComparison.Ordinal);
        Assert.Equal(result.Certificates[0].Issuer, result.Certificates[1].Subject);
    }

    [Fact]
    public async Task ConnectAsync_ExpiredCertificate_IsAnErrorThatShowsIt()
    {
        using CertificateFolder folder = new();
        using System.Security.Cryptography.X509Certificates.X509Certificate2 certificate = folder.Authority.IssueServer(isExpired: true);
        await using SyslogCaptureServer siem = await StartTlsAsync(certificate);

        ServerProbeResult result = await ProbeAsync(SyslogScheme.Tls, siem.Port, tls => tls.TrustedCertificatesPath = folder.AuthorityPath);

        Assert.Contains("is not trusted", result.Error, StringComparison.Ordinal);
        Assert.Equal(TransportErrorType.Tls, result.ErrorType);
        Assert.Equal(certificate.NotAfter.ToUniversalTime(), result.Certificates[0].NotAfter.UtcDateTime);
    }

    [Fact]
    public async Task ConnectAsync_ServerWantsAClientCertificate_ReportsTheRejection()
    {
        using CertificateFolder folder = new();
        using System.Security.Cryptography.X509Certificates.X509Certificate2 certificate = folder.Authority.IssueServer();
        await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync(new SyslogCaptureOptions
        {
            Transport = CaptureTransport.Tls,
            Tls = new CaptureTlsOptions { Certificate = certificate, ClientAuthority = folder.Authority.Certificate },
        });

        ServerProbeResult result = await ProbeAsync(SyslogScheme.Tls, siem.Port, tls => tls.TrustedCertificatesPath = folder.AuthorityPath);

        Assert.NotNull(result.Error);
    }

    [Fact]
    public async Task ConnectAsync_NothingListens_SaysSo()
    {
        SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync();
        int port = siem.Port;
        await siem.DisposeAsync();

        Assert.Equal("the server refused the connection", (await ProbeAsync(SyslogScheme.Tcp, port)).Error);
    }

    [Theory]
    [InlineData(SyslogScheme.Tls, "the server did not respond to the TLS handshake within 0.2 s")]
    [InlineData(SyslogScheme.Relp, "the server did not respond to the RELP open command")]
    public async Task ConnectAsync_ShortStepTimeout_EndsBeforeTheLimitsOfTheOptions(string scheme, string error)
    {
        await using SyslogCaptureServer plain = await SyslogCaptureServer.StartAsync();
        SyslogServer server = new(scheme, "127.0.0.1", plain.Port);
        StreamTransportOptions options = scheme == SyslogScheme.Relp ? new RelpTransportOptions() : new TcpTransportOptions();
        options.Servers = [server];
        ServerProbe probe = new(options) { StepTimeout = TimeSpan.FromMilliseconds(200) };

        ServerProbeResult result = await probe.ConnectAsync(server, IPAddress.Loopback, CancellationToken.None).WaitAsync(Eventually.Deadline);

        Assert.StartsWith(error, result.Error, StringComparison.Ordinal);
        Assert.Equal(TransportErrorType.Timeout, result.ErrorType);
        Assert.InRange(result.Duration, TimeSpan.FromMilliseconds(190), TimeSpan.FromSeconds(9));
        Assert.Equal(TimeSpan.FromSeconds(10), options.ConnectTimeout);
    }

    [Fact]
    public void StepTimeout_LongerThanTheOptions_HasNoEffect()
    {
        TcpTransportOptions options = new() { Servers = [new(SyslogScheme.Tcp, "127.0.0.1", 1)], ConnectTimeout = TimeSpan.FromSeconds(2) };

        Assert.Equal(TimeSpan.FromSeconds(2), new ServerProbe(options) { StepTimeout = TimeSpan.FromSeconds(5) }.StepTimeout);
        Assert.Equal(TimeSpan.FromSeconds(1), new ServerProbe(options) { StepTimeout = TimeSpan.FromSeconds(1) }.StepTimeout);
    }

    [Fact]
    public async Task ConnectAsync_RelpServer_ReturnsItsOffers()
    {
        await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync(new SyslogCaptureOptions { Transport = CaptureTransport.Relp });

        ServerProbeResult result = await ProbeAsync(SyslogScheme.Relp, siem.Port);

        Assert.Null(result.Error);
        Assert.Contains("commands=", result.Greeting, StringComparison.Ordinal);
        Assert.Empty(siem.Messages);
    }

    [Fact]
    public async Task ConnectAsync_OtherProtocol_ShowsItsGreeting()
    {
        ServerProbeResult result = await ProbeGreetingAsync("SSH-2.0-test\r\n");

        Assert.StartsWith("SSH-2.0-test", result.Greeting, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_ServerClosesImmediately_IsAnError()
    {
        ServerProbeResult result = await ProbeGreetingAsync("");

        Assert.Equal("the server accepts the connection and closes it immediately", result.Error);
    }

    [Fact]
    public async Task ResolveAsync_UnknownName_SaysSo()
    {
        TcpTransportOptions options = new()
        {
            Servers = [new(SyslogScheme.Tcp, "siem.invalid", 514)],
            Lookup = (_, _) => throw new SocketException((int)SocketError.HostNotFound),
        };

        SyslogTransportException exception = await Assert.ThrowsAsync<SyslogTransportException>(
            () => new ServerProbe(options).ResolveAsync(options.Servers[0], CancellationToken.None));

        Assert.Equal("the name siem.invalid cannot be resolved", exception.Message);
    }

    private static Task<SyslogCaptureServer> StartTlsAsync(System.Security.Cryptography.X509Certificates.X509Certificate2 certificate) =>
        SyslogCaptureServer.StartAsync(
            new SyslogCaptureOptions { Transport = CaptureTransport.Tls, Tls = new CaptureTlsOptions { Certificate = certificate } });

    private static async Task<ServerProbeResult> ProbeAsync(string scheme, int port, Action<TlsOptions>? configure = null)
    {
        SyslogServer server = new(scheme, scheme == SyslogScheme.Tls ? "localhost" : "127.0.0.1", port);
        StreamTransportOptions options = scheme == SyslogScheme.Relp ? new RelpTransportOptions() : new TcpTransportOptions();
        options.Servers = [server];
        configure?.Invoke(options.Tls);
        return await new ServerProbe(options).ConnectAsync(server, IPAddress.Loopback, CancellationToken.None).WaitAsync(Eventually.Deadline);
    }

    // The server writes a text to its first client and closes the connection.
    private static async Task<ServerProbeResult> ProbeGreetingAsync(string greeting)
    {
        using TcpListener server = new(IPAddress.Loopback, 0);
        server.Start();
        Task<ServerProbeResult> result = ProbeAsync(SyslogScheme.Tcp, ((IPEndPoint)server.LocalEndpoint).Port);
        using (TcpClient client = await server.AcceptTcpClientAsync())
        {
            await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(greeting));
        }

        return await result;
    }
}
