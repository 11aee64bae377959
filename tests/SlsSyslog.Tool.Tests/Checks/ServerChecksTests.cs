using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.Tool.Tests;

public sealed class ServerChecksTests : IDisposable
{
    private readonly CertificateFolder _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Theory]
    [InlineData(CaptureTransport.Tcp, "tcp", "OctetCounting, messages of at most ")]
    [InlineData(CaptureTransport.Relp, "relp", "The server responds: 200 OK")]
    [InlineData(CaptureTransport.Udp, "udp", "One datagram for each message")]
    public async Task Check_HealthyReceiver_PassesAndReceivesNothing(CaptureTransport transport, string scheme, string framing)
    {
        await using CheckScene scene = await CheckScene.StartAsync(new SyslogCaptureOptions { Transport = transport });
        string server = $"{scheme}://127.0.0.1:{scene.Siem.Port}";

        CheckOutcome outcome = await scene.CheckAsync(CheckScene.To(server));

        Assert.True(outcome.ExitCode == 0, outcome.Text);
        Assert.Equal(CheckState.Passed, outcome[server].State);
        Assert.Equal("The server is specified by its address.", outcome[$"name of {server}"].Detail);
        Assert.Contains(framing, outcome[$"{server}: framing and size"].Detail, StringComparison.Ordinal);
        Assert.Empty(scene.Siem.Messages);
    }

    [Fact]
    public async Task Check_PortIsClosed_SaysSo()
    {
        await using CheckScene scene = await CheckScene.StartAsync();
        int port = scene.Siem.Port;
        scene.Siem.Refuse();

        CheckOutcome outcome = await scene.CheckAsync();

        outcome.AssertFailed($"tcp://127.0.0.1:{port}", "The server refused the connection.", $"listens on port {port}");
        outcome.AssertSkipped($"tcp://127.0.0.1:{port}", $"tcp://127.0.0.1:{port}: framing and size");
    }

    [Fact]
    public async Task Check_NameIsUnknown_SaysSo()
    {
        await using CheckScene scene = await CheckScene.StartAsync();

        CheckOutcome outcome = await scene.CheckAsync(CheckScene.To("tcp://siem.invalid:514"));

        outcome.AssertFailed("name of tcp://siem.invalid:514", "The name siem.invalid cannot be resolved.", "Check the name in Destination:Servers");
        outcome.AssertSkipped("name of tcp://siem.invalid:514", "tcp://siem.invalid:514");
    }

    [Fact]
    public async Task Check_TrustedCertificate_DescribesTheChain()
    {
        using X509Certificate2 certificate = _certificates.Authority.IssueServer();

        CheckOutcome outcome = await CheckTlsAsync(certificate);

        Assert.True(outcome.ExitCode == 0, outcome.Text);
        CheckResult described = outcome.Results.Single(result => result.Name.EndsWith(": certificate", StringComparison.Ordinal));
        Assert.Contains("CN=localhost, issued by CN=SlsSyslog test authority, for localhost, 127.0.0.1.", described.Detail, StringComparison.Ordinal);
        Assert.Matches("It expires on 20[0-9-]{8}, in (89|90) days[.]$", described.Detail);
        Assert.Contains(outcome.Results, result => result.Detail.Contains(" with Tls1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_UntrustedCertificate_NamesTheOption()
    {
        using TestAuthority other = new("another authority");
        using X509Certificate2 certificate = other.IssueServer();

        CheckOutcome outcome = await CheckTlsAsync(certificate);

        outcome.AssertFailed(NameOf(outcome), "is not trusted", "Destination:Tls:TrustedCertificatesPath");
    }

    [Fact]
    public async Task Check_ExpiredCertificate_SaysToRenewIt()
    {
        using X509Certificate2 certificate = _certificates.Authority.IssueServer(isExpired: true);

        CheckOutcome outcome = await CheckTlsAsync(certificate);

        outcome.AssertFailed(NameOf(outcome), "is not trusted", "Renew the certificate of the receiver.");
    }

    [Fact]
    public async Task Check_CertificateForAnotherName_NamesBoth()
    {
        using X509Certificate2 certificate = _certificates.Authority.IssueServer("siem.corp");

        CheckOutcome outcome = await CheckTlsAsync(certificate);

        CheckResult failed = outcome.AssertFailed(NameOf(outcome), "is not for localhost", "The certificate is for siem.corp.");
        Assert.Contains("Destination:Tls:ServerName", failed.Action, StringComparison.Ordinal);
    }

    // Valid for 90 days; the clock of the check is 70 days ahead.
    [Fact]
    public async Task Check_CertificateExpiresSoon_Warns()
    {
        using X509Certificate2 certificate = _certificates.Authority.IssueServer();
        await using SyslogCaptureServer siem = await StartTlsAsync(certificate);
        SyslogServer server = new(SyslogScheme.Tls, "localhost", siem.Port);

        IReadOnlyList<CheckResult> results = await CheckAsync(
            server, [IPAddress.Loopback], tls => tls.TrustedCertificatesPath = _certificates.AuthorityPath, new ShiftedTime(TimeSpan.FromDays(70)));

        CheckResult warning = Assert.Single(results, result => result.State != CheckState.Passed);
        Assert.Equal((CheckState.Warning, $"{server}: certificate"), (warning.State, warning.Name));
        Assert.Matches("in (19|20) days[.]$", warning.Detail);
        Assert.Equal("Renew the certificate CN=localhost before then.", warning.Action);
    }

    [Theory]
    [InlineData("tls", "did not respond to the TLS handshake", "specify tcp://")]
    [InlineData("relp", "did not respond to the RELP open command", "specify tcp://")]
    public async Task Check_ReceiverReadsPlainSyslog_SaysWhichScheme(string scheme, string detail, string action)
    {
        await using CheckScene scene = await CheckScene.StartAsync();
        string server = $"{scheme}://localhost:{scene.Siem.Port}";

        CheckOutcome outcome = await scene.CheckAsync([.. CheckScene.To(server), "--timeout", "2s"]);

        CheckResult failed = outcome.AssertFailed(server, detail, action);
        Assert.Contains($"tcp://localhost:{scene.Siem.Port} in Destination:Servers.", failed.Action, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CaptureTransport.Tls, "tls")]
    [InlineData(CaptureTransport.RelpTls, "relps")]
    public async Task Check_ClientCertificateIsRequired_NamesTheOption(CaptureTransport transport, string scheme)
    {
        using X509Certificate2 certificate = _certificates.Authority.IssueServer();
        await using CheckScene scene = await CheckScene.StartAsync(new SyslogCaptureOptions
        {
            Transport = transport,
            Tls = new CaptureTlsOptions { Certificate = certificate, ClientAuthority = _certificates.Authority.Certificate },
        });
        string server = $"{scheme}://localhost:{scene.Siem.Port}";

        CheckOutcome outcome = await scene.CheckAsync(
            [.. CheckScene.To(server), "--SlsSyslog:Destination:Tls:TrustedCertificatesPath", _certificates.AuthorityPath]);

        outcome.AssertFailed(server, "", "If it requires a client certificate, specify Destination:Tls:ClientCertificatePath.");
    }

    [Fact]
    public async Task Check_AnotherServiceListens_ShowsItsGreeting()
    {
        using TcpListener ssh = new(IPAddress.Loopback, 0);
        ssh.Start();
        SyslogServer server = new(SyslogScheme.Tcp, "127.0.0.1", ((IPEndPoint)ssh.LocalEndpoint).Port);
        Task<IReadOnlyList<CheckResult>> check = CheckAsync(server, [IPAddress.Loopback]);
        using TcpClient client = await ssh.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync("SSH-2.0-test\e[31m\r\n"u8.ToArray());

        CheckResult warning = Assert.Single(await check, result => result.State != CheckState.Passed);

        Assert.Equal((CheckState.Warning, server.ToString()), (warning.State, warning.Name));
        Assert.Contains("'SSH-2.0-test", warning.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', warning.Detail);
    }

    [Fact]
    public async Task Check_OneOfSeveralAddressesRefuses_WarnsOfIt()
    {
        await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync();
        SyslogServer server = new(SyslogScheme.Tcp, "siem.corp", siem.Port);

        IReadOnlyList<CheckResult> results = await CheckAsync(server, [IPAddress.Loopback, IPAddress.IPv6Loopback]);

        Assert.Equal("siem.corp has the addresses 127.0.0.1, ::1.", results[0].Detail);
        Assert.Equal((CheckState.Passed, $"{server} at 127.0.0.1"), (results[1].State, results[1].Name));
        Assert.Equal((CheckState.Warning, $"{server} at ::1"), (results[2].State, results[2].Name));
        Assert.StartsWith("The other addresses are used. ", results[2].Action, StringComparison.Ordinal);
        Assert.Equal(CheckState.Passed, results[3].State);
    }

    [Fact]
    public async Task Check_OneOfTwoServersIsDown_IsAWarningThatStrictCountsAsFailed()
    {
        await using CheckScene scene = await CheckScene.StartAsync();
        int closed = await FindClosedPortAsync();
        string[] servers = CheckScene.To($"tcp://127.0.0.1:{scene.Siem.Port}", $"tcp://127.0.0.1:{closed}");

        CheckOutcome outcome = await scene.CheckAsync(servers);

        CheckResult warning = outcome.AssertWarning($"tcp://127.0.0.1:{closed}", "The server refused the connection.", "The other servers are used.");
        Assert.Contains($"listens on port {closed}", warning.Action, StringComparison.Ordinal);
        Assert.Equal(1, (await scene.CheckAsync([.. servers, "--strict"])).ExitCode);
    }

    private static string NameOf(CheckOutcome outcome) => outcome.Results.Single(result => result.State == CheckState.Failed).Name;

    private static async Task<int> FindClosedPortAsync()
    {
        await using SyslogCaptureServer server = await SyslogCaptureServer.StartAsync();
        return server.Port;
    }

    private static Task<SyslogCaptureServer> StartTlsAsync(X509Certificate2 certificate) => SyslogCaptureServer.StartAsync(
        new SyslogCaptureOptions { Transport = CaptureTransport.Tls, Tls = new CaptureTlsOptions { Certificate = certificate } });

    private static async Task<IReadOnlyList<CheckResult>> CheckAsync(
        SyslogServer server, IReadOnlyList<IPAddress> addresses, Action<TlsOptions>? configure = null, TimeProvider? timeProvider = null)
    {
        TcpTransportOptions options = new() { Servers = [server] };
        configure?.Invoke(options.Tls);
        ServerChecks checks = new(server, options, new MessageOptions(), TimeSpan.FromSeconds(10), timeProvider ?? TimeProvider.System)
        {
            Resolver = (_, _) => Task.FromResult(addresses),
        };
        CheckRunner runner = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeProvider.System);
        return await runner.RunAsync("route", checks.Stages, CancellationToken.None).WaitAsync(Eventually.Deadline);
    }

    private async Task<CheckOutcome> CheckTlsAsync(X509Certificate2 certificate)
    {
        await using CheckScene scene = await CheckScene.StartAsync(
            new SyslogCaptureOptions { Transport = CaptureTransport.Tls, Tls = new CaptureTlsOptions { Certificate = certificate } });
        return await scene.CheckAsync([
            .. CheckScene.To($"tls://localhost:{scene.Siem.Port}"),
            "--SlsSyslog:Destination:Tls:TrustedCertificatesPath", _certificates.AuthorityPath]);
    }

    private sealed class ShiftedTime(TimeSpan shift) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;
    }
}
