using System.Globalization;
using SlsSyslog.Testing;

namespace SlsSyslog.Forwarder.Tests;

public sealed class ForwarderTransportTests : IDisposable
{
    private const int Groups = 40;

    private readonly string _folder = Directory.CreateTempSubdirectory("forwarder-tls-").FullName;

    [Theory]
    [InlineData("tls", CaptureTransport.Tls)]
    [InlineData("relp", CaptureTransport.Relp)]
    [InlineData("relps", CaptureTransport.RelpTls)]
    public async Task Forwarder_OtherTransport_DeliversAllAndCommits(string protocol, CaptureTransport transport)
    {
        using TestAuthority authority = new("forwarder test");
        string trusted = Path.Combine(_folder, "ca.pem");
        await File.WriteAllTextAsync(trusted, authority.Certificate.ExportCertificatePem());
        await using Scene scene = await Scene.SetAsync(more: capture =>
        {
            capture.Transport = transport;
            capture.Tls = new CaptureTlsOptions { Certificate = authority.IssueServer("localhost") };
        });
        NastyLogs.Write(scene.Logs, scene.Ledger, Groups);

        scene.Forward(("SYSLOG_HOST", "localhost"), ("SYSLOG_PROTOCOL", protocol), ("SYSLOG_CERT_PATH", trusted));

        await scene.CompleteAsync();
        await scene.CommittedAsync();
        scene.AssertNoCheckpointIsAhead();
    }

    [Fact]
    public async Task Forwarder_UntrustedServer_SendsNothingCommitsNothingAndLogsTheReason()
    {
        using TestAuthority authority = new("unknown to the forwarder");
        await using Scene scene = await Scene.SetAsync(more: capture =>
        {
            capture.Transport = CaptureTransport.Tls;
            capture.Tls = new CaptureTlsOptions { Certificate = authority.IssueServer("localhost") };
        });
        NastyLogs.Write(scene.Logs, scene.Ledger, Groups);

        ForwarderProcess forwarder = scene.Forward(("SYSLOG_HOST", "localhost"), ("SYSLOG_PROTOCOL", "tls"));
        await scene.HoldsAsync(() => forwarder.Output.Contains("certificate", StringComparison.OrdinalIgnoreCase), "the refusal is logged");

        Assert.Equal(0, scene.Ledger.Received);
        scene.AssertNoCheckpointIsAhead();
    }

    [Fact]
    public async Task Forwarder_Udp_DeliversWhatTheReceiverAccepts()
    {
        await using Scene scene = await Scene.SetAsync(shards: 1, more: capture =>
        {
            capture.Transport = CaptureTransport.Udp;
            capture.ReceiveBufferBytes = 8 * 1024 * 1024;
        });
        scene.Logs.Append(0, new EmulatorLogGroup([.. Enumerable.Range(0, 50).Select(i =>
            new EmulatorLog(1_768_464_550, ("id", scene.Ledger.Put(0)), ("n", i.ToString(CultureInfo.InvariantCulture))))]));

        scene.Forward(("SYSLOG_PROTOCOL", "udp"));

        await scene.CompleteAsync();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
