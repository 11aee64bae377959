using System.Text.RegularExpressions;

namespace SlsSyslog.Tests;

/// <summary>Alerts and dashboards use only metrics and tags that exist.</summary>
public sealed partial class MonitoringNameTests
{
    private static readonly string[] Tags =
    [
        .. new[] { SlsSyslogMetricNames.RouteTag, SlsSyslogMetricNames.LogstoreTag, SlsSyslogMetricNames.ShardTag, SlsSyslogMetricNames.StateTag,
            SlsSyslogMetricNames.ReplayTag }.Select(tag => tag.Replace('.', '_')),
    ];

    [Theory]
    [InlineData("deploy/prometheus/alerts.yml")]
    [InlineData("deploy/prometheus/alerts_test.yml")]
    [InlineData("deploy/grafana/slssyslog.json")]
    public void File_EachName_IsAMetricOrATagOfTheCode(string path)
    {
        using SlsSyslogMetrics metrics = new();
        HashSet<string> known = [.. metrics.Definitions.SelectMany(ScrapedNames), .. Tags];

        string[] used = [.. Name().Matches(RepositoryFile.Read(path)).Select(match => match.Value).Distinct()];

        Assert.True(used.Length > 10, $"{used.Length} names");
        Assert.Empty(used.Except(known));
    }

    // As the exporter for Prometheus writes it: underscores, the unit, and _total for counters.
    private static IEnumerable<string> ScrapedNames(MetricDefinition definition)
    {
        string name = definition.Name.Replace('.', '_');
        string unit = definition.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        name = name.EndsWith(unit, StringComparison.Ordinal) ? name : name + unit;
        return definition.Kind switch
        {
            "counter" => [name + "_total"],
            "histogram" => [name + "_bucket", name + "_sum", name + "_count"],
            _ => [name],
        };
    }

    // Not the names of groups and of recorded series (slssyslog-delivery, slssyslog:processes:expected).
    [GeneratedRegex("slssyslog_[a-z_]+")]
    private static partial Regex Name();
}
