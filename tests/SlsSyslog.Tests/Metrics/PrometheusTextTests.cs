using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Transports;

namespace SlsSyslog.Tests;

/// <summary>The text that Prometheus scrapes is a public API: dashboards and alerts use its names.</summary>
public sealed partial class PrometheusTextTests
{
    private const string Route = "pinned";

    [Fact]
    public async Task Scrape_EveryInstrumentHasAValue_IsThePinnedText()
    {
        await using WebApplication app = CreateExporter();
        await app.StartAsync();
        using StatusScene scene = new(Route);
        Fill(scene);

        using HttpClient http = new();
        string text = await http.GetStringAsync(new Uri($"{app.Urls.Single()}/metrics"));

        RepositoryFile.AssertIs("tests/SlsSyslog.Tests/Metrics/prometheus.txt", Clean(text));
        Assert.All(scene.Metrics.Definitions, metric => Assert.Contains("\n" + NameOf(metric), text, StringComparison.Ordinal));
    }

    // Other tests have meters of the same name: only the lines of this route count.
    private static string Clean(string text)
    {
        IEnumerable<string> lines = text.Split('\n')
            .Where(line => line.StartsWith("# HELP slssyslog_", StringComparison.Ordinal) || line.StartsWith("# TYPE slssyslog_", StringComparison.Ordinal)
                || line.Contains($"slssyslog_route=\"{Route}\"", StringComparison.Ordinal))
            .Select(line => Timestamp().Replace(line, "$1"))
            .Select(line => line.Replace($"otel_scope_version=\"{StatusRegistry.Version}\"", "otel_scope_version=\"*\"", StringComparison.Ordinal));
        return string.Join('\n', lines.Distinct()) + "\n";
    }

    private static string NameOf(MetricDefinition metric) => metric.Name.Replace('.', '_');

    private static WebApplication CreateExporter()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(SlsSyslogMetricNames.Meter).AddPrometheusExporter());
        WebApplication app = builder.Build();
        app.MapPrometheusScrapingEndpoint();
        return app;
    }

    private static void Fill(StatusScene scene)
    {
        scene.Source = scene.Source with
        {
            CheckpointAge = TimeSpan.FromSeconds(1.5),
            CredentialExpiresAt = scene.Time.GetUtcNow().AddHours(1),
            CredentialRefreshErrors = 1,
            MemoryUsedBytes = 1024,
            MemoryLimitBytes = 4096,
            UnownedShards = ["logs/7"],
        };
        scene.Logstore = scene.Logstore with
        {
            HeartbeatAge = TimeSpan.FromSeconds(2),
            HeartbeatAttemptAge = TimeSpan.FromSeconds(1),
            PulledBytes = 100,
            PulledRawBytes = 400,
            ThrottledTime = TimeSpan.FromSeconds(2.5),
            Gaps = 1,
            MissedLogGroups = 7,
        };
        scene.ThrottledTime = TimeSpan.FromSeconds(1.5);
        scene.Server = scene.Server with
        {
            Connections = 1,
            Connects = 3,
            Breaks = new Dictionary<string, long> { [TransportErrorType.Reset] = 2 },
            FailedConnects = new Dictionary<string, long> { [TransportErrorType.Refused] = 4 },
            SentBytes = 900,
            UnsettledBytes = 30,
            CertificateExpiresAt = scene.Time.GetUtcNow().AddDays(9),
        };
        scene.SetShard(shard => shard with { Lag = TimeSpan.FromSeconds(3) });
        scene.OnPulled!(new PullMeasurement("logs", TimeSpan.FromSeconds(0.2), null));
        scene.OnPulled!(new PullMeasurement("logs", TimeSpan.FromSeconds(0.2), "throttled"));
        scene.Read(10, age: TimeSpan.FromSeconds(20));
        scene.Rewind();
        scene.Read(10, age: TimeSpan.FromSeconds(20));
        scene.Confirm(new BatchCounts { Read = 10, Filtered = 2, DeadLettered = 1, Truncated = 1, Sanitized = 1 });
        scene.Read(4, age: TimeSpan.FromSeconds(8));
        long now = scene.Time.GetTimestamp();
        scene.Monitor.AddFormat(now);
        scene.Monitor.AddSend(now);
        scene.Monitor.AddConfirm(now);
    }

    [GeneratedRegex(@"^(slssyslog\S+ \S+) \d+$")]
    private static partial Regex Timestamp();
}
