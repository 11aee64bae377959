using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using SlsSyslog.Testing;

namespace SlsSyslog.FunctionCompute.Tests;

/// <summary>Runs invocations over every transport: when one reports success, its records have arrived.</summary>
public sealed class DestinationTests : IDisposable
{
    private const string AmpleTimeout = "60";

    private readonly TestAuthority _authority = new();
    private readonly X509Certificate2 _certificate;
    private readonly string _trusted = Path.GetTempFileName();

    public DestinationTests()
    {
        _certificate = _authority.IssueServer();
        File.WriteAllText(_trusted, _authority.Certificate.ExportCertificatePem());
    }

    [Theory]
    [InlineData(CaptureTransport.Tls)]
    [InlineData(CaptureTransport.Relp)]
    [InlineData(CaptureTransport.RelpTls)]
    public async Task Invoke_Twice_DeliversEachRangeBeforeItsResponse(CaptureTransport transport)
    {
        await using FunctionScene scene = await SetAsync(transport);
        scene.Write(0, groups: 10);
        Assert.Equal((200, "200"), await InvokeAsync(scene, scene.Event()));
        Assert.True(scene.Ledger.IsComplete, scene.Ledger.Report().ToString());

        string begin = scene.Logs.Shards[0].EndCursor;
        scene.Write(0, groups: 10);
        Assert.Equal((200, "200"), await InvokeAsync(scene, scene.Event(begin: begin)));
        Assert.True(scene.Ledger.IsComplete, scene.Ledger.Report().ToString());
        Assert.Equal(0, scene.Ledger.Report().Repeated);
    }

    [Theory]
    [InlineData(CaptureTransport.Tls)]
    [InlineData(CaptureTransport.Relp)]
    [InlineData(CaptureTransport.RelpTls)]
    public async Task Invoke_ConnectionBreaksDuringTheTransfer_DeliversAllInTheSameInvocation(CaptureTransport transport)
    {
        await using FunctionScene scene = await SetAsync(transport);
        scene.Write(0, groups: 10);
        scene.Siem.CutAfter(bytes: 2000, withReset: true);

        Assert.Equal((200, "200"), await InvokeAsync(scene, scene.Event()));
        Assert.True(scene.Ledger.IsComplete, scene.Ledger.Report().ToString());
    }

    [Fact]
    public async Task Invoke_RelpServerAcknowledgesNothing_FailsAndTheNextOneDelivers()
    {
        await using FunctionScene scene = await SetAsync(CaptureTransport.Relp);
        scene.Write(0, groups: 2);
        scene.Siem.StopAcknowledging();
        Assert.Equal((404, "404"), await InvokeAsync(scene, scene.Event(), timeout: "2"));

        scene.Siem.ResumeAcknowledging();
        Assert.Equal((200, "200"), await InvokeAsync(scene, scene.Event()));
        Assert.True(scene.Ledger.IsComplete, scene.Ledger.Report().ToString());
    }

    [Fact]
    public async Task Invoke_TlsServerNotTrusted_FailsWithTheReason()
    {
        await using FunctionScene scene = await SetAsync(CaptureTransport.Tls, trusted: null);
        scene.Write(0, groups: 1);

        (int status, string functionStatus, string text) = await scene.InvokeAsync(scene.Event(), timeout: "3");

        Assert.Equal((404, "404"), (status, functionStatus));
        Assert.Contains("certificate", text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, scene.Ledger.Received);
    }

    // A datagram counts as delivered when it is written. It arrives soon after the response, or never.
    [Fact]
    public async Task Invoke_Udp_WritesAllBeforeTheResponse()
    {
        await using FunctionScene scene = await SetAsync(CaptureTransport.Udp);
        scene.Write(0, groups: 10);

        Assert.Equal((200, "200"), await InvokeAsync(scene, scene.Event()));
        await scene.Siem.WaitForAsync(50, TimeSpan.FromSeconds(30));
        Assert.True(scene.Ledger.IsComplete, scene.Ledger.Report().ToString());
    }

    public void Dispose()
    {
        File.Delete(_trusted);
        _certificate.Dispose();
        _authority.Dispose();
    }

    private Task<FunctionScene> SetAsync(CaptureTransport transport) => SetAsync(transport, _trusted);

    private async Task<FunctionScene> SetAsync(CaptureTransport transport, string? trusted)
    {
        string scheme = transport == CaptureTransport.RelpTls ? "relps" : transport.ToString().ToLowerInvariant();
        FunctionScene scene = await FunctionScene.SetAsync(transport: transport, tls: new CaptureTlsOptions { Certificate = _certificate });
        List<(string Key, string Value)> settings =
            [("SlsSyslog:Destination:Servers:0", string.Create(CultureInfo.InvariantCulture, $"{scheme}://localhost:{scene.Siem.Port}"))];
        if (trusted is not null && scheme is ("tls" or "relps"))
        {
            settings.Add(("SlsSyslog:Destination:Tls:TrustedCertificatesPath", trusted));
        }

        await scene.ServeAsync(settings: [.. settings]);
        return scene;
    }

    private static async Task<(int Status, string FunctionStatus)> InvokeAsync(FunctionScene scene, string json, string timeout = AmpleTimeout)
    {
        (int status, string functionStatus, _) = await scene.InvokeAsync(json, timeout: timeout);
        return (status, functionStatus);
    }
}
