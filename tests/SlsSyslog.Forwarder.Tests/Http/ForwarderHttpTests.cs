using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>What the program serves on the address in SLS_HTTP, and that nobody who reads it can delay logs.</summary>
public sealed class ForwarderHttpTests
{
    private const int Groups = 20;

    [Fact]
    public async Task Forwarder_AddressIsSet_ServesPageHealthStatusAndMetrics()
    {
        await using Scene scene = await Scene.SetAsync(shards: 2);
        NastyLogs.Write(scene.Logs, scene.Ledger, Groups);
        ForwarderProcess forwarder = scene.Forward(HttpScene.AnyPort);
        Uri address = await scene.ServedAsync(forwarder);
        await scene.CommittedAsync();

        (int page, string html) = await HttpScene.GetAsync(address, "/");
        Assert.Equal(200, page);
        Assert.Contains("<html", html, StringComparison.OrdinalIgnoreCase);
        foreach (string path in new[] { "/health/live", "/health/ready", "/health", "/status" })
        {
            (int code, string body) = await HttpScene.GetAsync(address, path);
            Assert.True(code == 200, $"{path}: {code}\n{body}");
        }

        (int metrics, string text) = await HttpScene.GetAsync(address, "/metrics");
        Assert.Equal(200, metrics);
        Assert.Contains("# TYPE slssyslog_delivered_records_total counter", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE slssyslog_delivery_lag_seconds gauge", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE slssyslog_delivery_latency_seconds histogram", text, StringComparison.Ordinal);
        Assert.Contains("service_name=\"sls-syslog-forwarder\"", text, StringComparison.Ordinal);
        forwarder.Terminate();
        Assert.Equal(0, await forwarder.WaitForExitAsync());
    }

    [Fact]
    public async Task Forwarder_AddressIsNotSet_ListensOnNoPort()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The sockets of a process are read from /proc.");
        await using Scene scene = await Scene.SetAsync(shards: 1);
        NastyLogs.Write(scene.Logs, scene.Ledger, 1);
        ForwarderProcess without = scene.Forward();
        ForwarderProcess with = scene.Forward(HttpScene.AnyPort, ("SLS_CONSUMER", "another"));
        await scene.ServedAsync(with);
        await scene.CommittedAsync();

        Assert.Empty(without.FindListeners());
        Assert.Single(with.FindListeners());
    }

    [Theory]
    [InlineData("9464", "'9464' is not a valid address")]
    [InlineData("localhost", "'localhost' is not a valid address")]
    [InlineData("127.0.0.1", "'127.0.0.1' is not a valid address")]
    [InlineData("127.0.0.1:", "'127.0.0.1:' is not a valid address")]
    [InlineData("127.0.0.1:99999", "is not a valid address")]
    [InlineData("127.1:9464", "is not a valid address")]
    [InlineData("::1:9464", "is not a valid address")]
    [InlineData("http://127.0.0.1:9464", "is not a valid address")]
    [InlineData("siem.corp:9464", "is not a valid address")]
    [InlineData("192.0.2.1:9464", "The program cannot listen on 192.0.2.1:9464")]
    public async Task Forwarder_AddressIsNotValid_NamesItAndExitsWithTwo(string value, string expected)
    {
        await using Scene scene = await Scene.SetAsync(shards: 1);
        ForwarderProcess forwarder = scene.Forward(("SLS_HTTP", value));

        Assert.Equal(2, await forwarder.WaitForExitAsync());
        Assert.Contains($"  - SLS_HTTP: ", forwarder.Output, StringComparison.Ordinal);
        Assert.Contains(expected, forwarder.Output, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:9464.", forwarder.Output, StringComparison.Ordinal);
        Assert.Empty(scene.Sls.Journal);
    }

    [Fact]
    public async Task Forwarder_PortIsInUse_NamesItAndExitsWithTwoBeforeItReads()
    {
        using Socket other = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        other.Listen();
        await using Scene scene = await Scene.SetAsync(shards: 1);
        ForwarderProcess forwarder = scene.Forward(("SLS_HTTP", other.LocalEndPoint!.ToString()!));

        Assert.Equal(2, await forwarder.WaitForExitAsync());
        Assert.Contains($"SLS_HTTP: The address {other.LocalEndPoint} is in use.", forwarder.Output, StringComparison.Ordinal);
        Assert.Empty(scene.Sls.Journal);
    }

    [Theory]
    [InlineData("localhost:0")]
    [InlineData("[::1]:0")]
    public async Task Forwarder_OtherFormsOfLoopback_AreServed(string value)
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6 || value[0] != '[', "The machine has no IPv6.");
        await using Scene scene = await Scene.SetAsync(shards: 1);
        ForwarderProcess forwarder = scene.Forward(("SLS_HTTP", value));

        await scene.HoldsAsync(() => forwarder.Output.Contains("The status page is served at http://", StringComparison.Ordinal), "the address is logged");
        Assert.DoesNotContain("not a loopback address", forwarder.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forwarder_ScrapersDoNotRead_LogsFlowAndOthersAreAnswered()
    {
        await using Scene scene = await Scene.SetAsync(shards: 8);
        ForwarderProcess forwarder = scene.Forward(HttpScene.AnyPort);
        Uri address = await scene.ServedAsync(forwarder);
        List<Socket> hanging = [];
        try
        {
            for (int i = 0; i < 3; i++)
            {
                Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 1024 };
                hanging.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, address.Port);
                await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /metrics HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n"));
            }

            NastyLogs.Write(scene.Logs, scene.Ledger, Groups);
            await scene.CommittedAsync();
            Assert.Equal(200, (await HttpScene.GetAsync(address, "/metrics")).Code);
            forwarder.Terminate();
            Assert.Equal(0, await forwarder.WaitForExitAsync());
        }
        finally
        {
            hanging.ForEach(socket => socket.Dispose());
        }
    }

    [Theory]
    [InlineData("attacker.example")]
    [InlineData("127.0.0.1.attacker.example:9464")]
    public async Task Forwarder_HostOfTheRequestIsHostile_IsRefused(string host)
    {
        await using Scene scene = await Scene.SetAsync(shards: 1);
        Uri address = await scene.ServedAsync(scene.Forward(HttpScene.AnyPort));
        using HttpClient client = new();
        foreach (string path in new[] { "/", "/status", "/metrics" })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, new Uri(address, path)) { Headers = { Host = host } };
            using HttpResponseMessage response = await client.SendAsync(request);
            Assert.True((int)response.StatusCode is >= 400 and < 500, $"{path}: {response.StatusCode}");
        }
    }
}
