using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>The export by OTLP, to an end point that works, that is down, and that never answers.</summary>
public sealed class OtlpExportTests
{
    private const int Groups = 20;
    private static readonly TimeSpan ExitLimit = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task Forwarder_EndPointIsSet_ExportsMetricsAndTraces()
    {
        ConcurrentDictionary<string, string> received = [];
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using WebApplication collector = builder.Build();
        collector.Run(async context =>
        {
            using MemoryStream body = new();
            await context.Request.Body.CopyToAsync(body);
            received.AddOrUpdate(context.Request.Path, Encoding.Latin1.GetString(body.ToArray()), (_, old) => old + Encoding.Latin1.GetString(body.ToArray()));
            context.Response.StatusCode = StatusCodes.Status200OK;
        });
        await collector.StartAsync();
        await using Scene scene = await Scene.SetAsync(shards: 1);
        NastyLogs.Write(scene.Logs, scene.Ledger, Groups);
        ForwarderProcess forwarder = scene.Forward([.. Export(collector.Urls.First()), ("OTEL_SERVICE_NAME", "the-name")]);
        await scene.CommittedAsync();
        forwarder.Terminate();

        Assert.Equal(0, await forwarder.WaitForExitAsync());
        Assert.Contains("slssyslog.delivered.records", received["/v1/metrics"], StringComparison.Ordinal);
        Assert.Contains("the-name", received["/v1/metrics"], StringComparison.Ordinal);
        Assert.Contains("messaging.", received["/v1/traces"], StringComparison.Ordinal);
        Assert.Empty(forwarder.FindListeners());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Forwarder_EndPointIsDownOrHangs_DeliversAllAndStopsInTime(bool hangs)
    {
        using Socket endPoint = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        endPoint.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        if (hangs)
        {
            endPoint.Listen(100); // accepts, and never answers
        }

        await using Scene scene = await Scene.SetAsync(shards: 2);
        NastyLogs.Write(scene.Logs, scene.Ledger, Groups);
        string url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)endPoint.LocalEndPoint!).Port}");
        ForwarderProcess forwarder = scene.Forward([.. Export(url)]);
        await scene.CommittedAsync();
        NastyLogs.Write(scene.Logs, scene.Ledger, Groups);
        await scene.CommittedAsync();
        long start = Stopwatch.GetTimestamp();
        forwarder.Terminate();

        Assert.Equal(0, await forwarder.WaitForExitAsync());
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, ExitLimit);
        Assert.Equal(0, scene.Ledger.Report().Missing);
    }

    private static (string Name, string Value)[] Export(string endPoint) =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", endPoint), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_METRIC_EXPORT_INTERVAL", "200"),
        ("OTEL_EXPORTER_OTLP_TIMEOUT", "2000"), ("OTEL_BSP_SCHEDULE_DELAY", "200"),
    ];
}
