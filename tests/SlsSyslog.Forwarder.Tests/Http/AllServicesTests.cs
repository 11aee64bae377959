using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>Everything that the program can do beside forwarding, at once.</summary>
public sealed class AllServicesTests
{
    private const int Groups = 20;

    [Fact]
    public async Task Forwarder_AllServicesAreOn_DeliversAnswersAndExitsWithZero()
    {
        using Socket down = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        down.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // bound and not listening: connections are refused
        string collector = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)down.LocalEndPoint!).Port}");
        await using Scene scene = await Scene.SetAsync(shards: 2);
        NastyLogs.Write(scene.Logs, scene.Ledger, Groups);
        ForwarderProcess forwarder = scene.Forward(
            HttpScene.AnyPort,
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_EXPORTER_OTLP_TIMEOUT", "1000"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "200"),
            ("OTEL_BSP_SCHEDULE_DELAY", "200"),
            ("SlsSyslog__Destination__HeartbeatInterval", "00:00:01"));
        Uri address = await scene.ServedAsync(forwarder);
        await scene.CommittedAsync();
        await scene.HoldsAsync(() => scene.Ledger.Report().Unknown >= 2, "two heartbeats received");

        Dictionary<string, string> expected = new()
        {
            ["/"] = "<html",
            ["/health"] = "Healthy",
            ["/health/live"] = "Healthy",
            ["/health/ready"] = "Healthy",
            ["/status"] = "\"shards\":",
            ["/metrics"] = "slssyslog_delivered_records_total{",
        };
        foreach ((string path, string part) in expected)
        {
            (int code, string body) = await HttpScene.GetAsync(address, path);
            Assert.True(code == 200, $"{path}: {code}\n{body}");
            Assert.Contains(part, body, StringComparison.OrdinalIgnoreCase);
        }

        forwarder.Terminate();
        Assert.Equal(0, await forwarder.WaitForExitAsync());
        Assert.Equal(0, scene.Ledger.Report().Missing);
    }
}
