namespace SlsSyslog.EndToEnd;

/// <summary>Puts the tables and the charts into a page, between the marks for them.</summary>
internal static class ResultPage
{
    private const string Begin = "<!-- begin results -->";
    private const string End = "<!-- end results -->";

    // The first chart is at the top of the page.
    private static readonly (string Chart, string Title)[] Charts =
    [
        ("shapes.svg", "MB of raw log per CPU-second by scenario"),
        ("start-up.svg", "Milliseconds to the first byte"),
        ("memory.svg", "Peak resident memory"),
        ("latency.svg", "Latency"),
    ];

    public static async Task UpdateAsync(string file, string tables, string? chartFolder)
    {
        string text = await File.ReadAllTextAsync(file);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal);
        int end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new ArgumentException($"{file} does not contain {Begin} and {End}.");
        }

        string images = string.Concat(
            from chart in Charts
            let path = Path.Combine(chartFolder ?? "", chart.Chart)
            where chartFolder is not null && File.Exists(path)
            select $"![{chart.Title}]({Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(file))!, Path.GetFullPath(path))})\n\n");
        await File.WriteAllTextAsync(file, $"{text[..begin]}{Begin}\n\n{tables.Trim()}\n\n{images}{text[end..]}");
    }
}
