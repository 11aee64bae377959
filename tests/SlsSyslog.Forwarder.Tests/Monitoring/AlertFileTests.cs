using System.Text.Json;
using System.Text.RegularExpressions;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>The files in deploy: alerts fire and clear, and Prometheus understands every expression.</summary>
public sealed partial class AlertFileTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "deploy", "prometheus");
    private static readonly string Alerts = File.ReadAllText(Path.Combine(Folder, "alerts.yml"));

    [Fact]
    public async Task Alerts_TestedWithPromtool_FireAndClear()
    {
        (int code, string output) = await PrometheusTools.RunPromtoolAsync(Folder, "test", "rules", "alerts_test.yml");
        Assert.True(code == 0, output);
    }

    [Fact]
    public void Alerts_EachOfThem_HasATestThatItFiresAndOneThatItClears()
    {
        string tests = File.ReadAllText(Path.Combine(Folder, "alerts_test.yml"));
        string[] cases = tests.Split("- eval_time:")[1..];
        Assert.All(AlertNames(), name =>
        {
            string[] own = [.. cases.Where(text => Alertname().Match(text).Groups[1].Value == name)];
            Assert.Contains(own, text => text.Contains("exp_labels:", StringComparison.Ordinal));
            Assert.True(name == "SlsSyslogWatchdog" || own.Any(text => text.Contains("exp_alerts: []", StringComparison.Ordinal)), name);
        });
    }

    [Fact]
    public void Alerts_EachOfThem_IsExplainedByTheDocumentation()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "observability.md"));
        Assert.NotEmpty(AlertNames());
        Assert.All(AlertNames(), name =>
        {
            Assert.Contains($"\n### {name}\n", page, StringComparison.Ordinal);
            Assert.Contains($"runbook_url: docs/observability.md#{name.ToLowerInvariant()}\n", Alerts, StringComparison.Ordinal);
        });
        Assert.Equal(AlertNames(), Heading().Matches(page).Select(match => match.Groups[1].Value).Intersect(AlertNames()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Dashboard_EachQuery_IsUnderstoodByPrometheus()
    {
        string folder = Directory.CreateTempSubdirectory("queries-").FullName;
        string[] queries = [.. Queries()];
        Assert.True(queries.Length > 20, $"{queries.Length} queries");
        string rules = string.Concat(queries.Select((query, i) => $"      - record: query:number:{i}\n        expr: {JsonSerializer.Serialize(query)}\n"));
        await File.WriteAllTextAsync(Path.Combine(folder, "rules.yml"), $"groups:\n  - name: queries\n    rules:\n{rules}");

        (int code, string output) = await PrometheusTools.RunPromtoolAsync(folder, "check", "rules", "rules.yml");

        Directory.Delete(folder, recursive: true);
        Assert.True(code == 0, output);
    }

    [Fact]
    public void Dashboard_IsProvisioned_HasAFixedUidAndAVariableDataSource()
    {
        using JsonDocument dashboard = Dashboard();
        JsonElement root = dashboard.RootElement;
        Assert.False(root.TryGetProperty("id", out _)); // an ID of another Grafana
        Assert.False(root.TryGetProperty("__inputs", out _)); // only the import dialog resolves it
        Assert.Equal("slssyslog", root.GetProperty("uid").GetString());
        Assert.Contains(root.GetProperty("templating").GetProperty("list").EnumerateArray(), variable =>
            variable.GetProperty("type").GetString() == "datasource" && variable.GetProperty("name").GetString() == "datasource");
        JsonElement[] panels = [.. root.GetProperty("panels").EnumerateArray()];
        Assert.Equal(panels.Length, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.All(panels.Where(panel => panel.TryGetProperty("targets", out _)), panel =>
            Assert.Equal("${datasource}", panel.GetProperty("datasource").GetProperty("uid").GetString()));
        Assert.All(panels, panel => Assert.InRange(
            panel.GetProperty("gridPos").GetProperty("x").GetInt32() + panel.GetProperty("gridPos").GetProperty("w").GetInt32(), 1, 24));
    }

    private static string[] AlertNames() => [.. Alert().Matches(Alerts).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal)];

    private static JsonDocument Dashboard() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "deploy", "grafana", "slssyslog.json")));

    private static IEnumerable<string> Queries()
    {
        using JsonDocument dashboard = Dashboard();
        return
        [
            .. from panel in dashboard.RootElement.GetProperty("panels").EnumerateArray()
               where panel.TryGetProperty("targets", out _)
               from target in panel.GetProperty("targets").EnumerateArray()
               select target.GetProperty("expr").GetString()!
                   .Replace("$__rate_interval", "5m", StringComparison.Ordinal)
                   .Replace("$__range", "6h", StringComparison.Ordinal)
                   .Replace("$route", ".*", StringComparison.Ordinal),
        ];
    }

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex Alert();

    [GeneratedRegex(@"alertname: (\w+)")]
    private static partial Regex Alertname();

    [GeneratedRegex(@"^### (\w+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
