using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Testing;

namespace SlsSyslog.AspNetCore.Tests;

/// <summary>The real pipeline between an emulated SLS and a receiver, seen through the endpoints and on the page.</summary>
public sealed class PipelineHealthTests(Chromium chromium)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Health_SiemThenSlsFail_TurnsAndProbesStayHealthy()
    {
        SlsEmulator sls = await SlsEmulator.StartAsync();
        await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync();
        EmulatorLogstore logs = sls.CreateLogstore("test-project", "logs", 2);
        await using WebApplication app = await StartAsync(sls, siem);
        using HttpClient client = new() { BaseAddress = new Uri(app.Urls.First()) };
        IPage page = await chromium.OpenAsync(client.BaseAddress);
        await using IBrowserContext context = page.Context;

        await UntilAsync(client, "/health/ready", HttpStatusCode.OK, "Healthy");
        Append(logs, 1000);
        await siem.WaitForAsync(1000, Deadline);
        await UntilAsync(client, "/health", HttpStatusCode.OK, "Healthy");
        await UntilAsync(client, "/status", HttpStatusCode.OK, "\"read\":1000,\"filtered\":0,\"delivered\":1000");
        await page.WaitForSelectorAsync("#verdict[data-level=healthy]");
        await SaveAsync(page, "live-1-healthy");

        siem.Refuse();
        siem.Reset();
        Append(logs, 1000);
        await UntilAsync(client, "/health", HttpStatusCode.ServiceUnavailable, "unconfirmed record");
        await page.WaitForSelectorAsync("#verdict[data-level=unhealthy]");
        await SaveAsync(page, "live-2-siem-stopped");
        await UntilAsync(client, "/health/live", HttpStatusCode.OK, "Healthy");
        await UntilAsync(client, "/health/ready", HttpStatusCode.OK, "Healthy");

        siem.Accept();
        await UntilAsync(client, "/health", HttpStatusCode.OK, "Healthy");
        await page.WaitForSelectorAsync("#verdict[data-level=healthy]");
        await SaveAsync(page, "live-3-siem-started");

        await sls.DisposeAsync();
        await UntilAsync(client, "/health", HttpStatusCode.ServiceUnavailable, "SLS did not answer a heartbeat for");
        await page.WaitForSelectorAsync("#verdict[data-level=unhealthy]");
        await SaveAsync(page, "live-4-sls-stopped");
        await UntilAsync(client, "/health/live", HttpStatusCode.OK, "Healthy");
        await UntilAsync(client, "/health/ready", HttpStatusCode.OK, "Healthy");
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<WebApplication> StartAsync(SlsEmulator sls, SyslogCaptureServer siem)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services
            .AddSlsSyslogForwarding(options =>
            {
                options.Source.Endpoint = sls.Endpoint.ToString();
                options.Source.Project = "test-project";
                options.Source.Logstore = "logs";
                options.Source.ConsumerGroup = "siem";
                options.Source.HeartbeatInterval = TimeSpan.FromSeconds(1);
                options.Source.GroupTimeout = TimeSpan.FromSeconds(10);
                options.Source.DrainTimeout = TimeSpan.FromSeconds(1);
                options.Destination.Transport = new Transports.TcpTransportOptions
                {
                    Servers = [new(Transports.SyslogScheme.Tcp, "127.0.0.1", siem.Port)],
                };
                options.Health.MaxDeliveryLag = TimeSpan.FromSeconds(3);
                options.Health.MaxHeartbeatAge = TimeSpan.FromSeconds(3);
                options.DeadLetterFile = Path.Combine(Path.GetTempPath(), $"slssyslog-{Guid.NewGuid():N}.jsonl");
            })
            .UseCredentials(_ => new StaticCredentialProvider(new SlsCredential("testak", "testsk")));
        builder.Services.AddSlsSyslogStatusPage();
        WebApplication app = builder.Build();
        app.MapSlsSyslog();
        await app.StartAsync();
        return app;
    }

    private static void Append(EmulatorLogstore logs, int count)
    {
        for (int i = 0; i < count; i += 100)
        {
            logs.Append(
                i / 100 % 2, new EmulatorLogGroup([.. Enumerable.Range(i, 100).Select(n => new EmulatorLog(1_768_464_550, ("n", $"{n}")))]));
        }
    }

    private static Task UntilAsync(HttpClient client, string path, HttpStatusCode expected, string part)
    {
        string last = "";
        return Eventually.TrueAsync(
            () =>
            {
                using HttpRequestMessage request = new(HttpMethod.Get, path);
                using HttpResponseMessage response = client.Send(request);
                using StreamReader reader = new(response.Content.ReadAsStream());
                last = $"{(int)response.StatusCode} {reader.ReadToEnd()}";
                return response.StatusCode == expected && last.Contains(part, StringComparison.Ordinal);
            },
            () => $"{path}: {last}",
            Deadline);
    }

    private static async Task SaveAsync(IPage page, string name)
    {
        if (Chromium.ScreenshotFolder is { } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }
}
