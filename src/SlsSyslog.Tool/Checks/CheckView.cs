using Spectre.Console.Rendering;

namespace SlsSyslog.Tool;

/// <summary>Shows the results of checks to people: a tick or another mark, what was found, and what to do.</summary>
internal static class CheckView
{
    public static IRenderable Create(CheckReport report)
    {
        List<IRenderable> lines = [];
        string route = "";
        foreach (CheckResult result in report.Results)
        {
            if (result.Route != route)
            {
                route = result.Route;
                lines.Add(new Text($"route {route}", new Style(decoration: Decoration.Bold)));
            }

            (string mark, Style style) = MarkOf(result.State);
            lines.Add(new Paragraph().Append($"{mark} ", style).Append(result.Name).Append($"  {result.Detail}", DetailStyle(result.State)));
            if (result.Action is { } action)
            {
                lines.Add(new Text($"    {action}", style));
            }
        }

        lines.Add(new Text(Summarize(report)));
        return new Rows(lines);
    }

    /// <summary>Returns the number of checks by their result, and the time.</summary>
    public static string Summarize(CheckReport report)
    {
        List<string> parts = [$"{report.CountOf(CheckState.Passed)} passed"];
        AddPart(parts, report.CountOf(CheckState.Warning), report.CountOf(CheckState.Warning) == 1 ? "warning" : "warnings");
        AddPart(parts, report.CountOf(CheckState.Failed), "failed");
        AddPart(parts, report.CountOf(CheckState.Skipped), "not checked");
        return $"{string.Join(", ", parts)}, in {DurationText.Format(report.Duration)}";
    }

    private static void AddPart(List<string> parts, int count, string name)
    {
        if (count > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {name}"));
        }
    }

    // What is good is in the background; a reason must be readable on every terminal.
    private static Style DetailStyle(CheckState state) => state >= CheckState.Warning ? Style.Plain : new Style(Color.Grey);

    private static (string Mark, Style Style) MarkOf(CheckState state) => state switch
    {
        CheckState.Passed => ("✓", new Style(Color.Green)),
        CheckState.Skipped => ("-", new Style(Color.Grey)),
        CheckState.Warning => ("!", new Style(Color.Yellow)),
        _ => ("✗", new Style(Color.Red)),
    };
}
