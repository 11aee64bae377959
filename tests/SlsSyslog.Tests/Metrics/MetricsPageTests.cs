using System.Text;

namespace SlsSyslog.Tests;

public sealed class MetricsPageTests
{
    private const string PagePath = "docs/observability.md";
    private const string Begin = "<!-- metrics: begin -->\n";
    private const string End = "<!-- metrics: end -->\n";

    [Fact]
    public void Page_TableOfMetrics_IsThatOfTheCode()
    {
        string page = RepositoryFile.Read(PagePath);
        int begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = page.IndexOf(End, StringComparison.Ordinal);

        RepositoryFile.AssertIs(PagePath, $"{page[..begin]}\n{Generate()}\n{page[end..]}");
    }

    private static string Generate()
    {
        using SlsSyslogMetrics metrics = new();
        StringBuilder table = new("| metric | kind, unit | tags | meaning | normal | what to do otherwise |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (MetricDefinition metric in metrics.Definitions)
        {
            string tags = string.Join(", ", metric.Tags.Select(tag => $"`{tag}`"));
            table.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"| `{metric.Name}` | {metric.Kind}, `{metric.Unit}` | {tags} | {metric.Meaning} | {metric.Normal} | {metric.Action} |\n");
        }

        return table.ToString();
    }
}
