using System.Globalization;
using System.Security;
using System.Text;

namespace SlsSyslog.EndToEnd;

/// <summary>Writes horizontal bars as SVG. The colors follow the light or dark theme of the reader.</summary>
internal static class BarChart
{
    private const int Width = 760;
    private const int LabelWidth = 250;
    private const int ValueWidth = 90;
    private const int RowHeight = 26;
    private const int TitleHeight = 56;

    private const string Style = """
          <style>
            text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328; }
            .title { font-size: 16px; font-weight: 600; }
            .note { fill: #59636e; font-size: 12px; }
            .ours { fill: #0969da; }
            .other { fill: #9198a1; }
            @media (prefers-color-scheme: dark) {
              text { fill: #f0f6fc; }
              .note { fill: #9198a1; }
              .ours { fill: #4493f8; }
              .other { fill: #656c76; }
            }
          </style>
        """;

    public static string Write(string title, string note, IReadOnlyList<Bar> bars, string format = "F0")
    {
        int height = TitleHeight + (bars.Count * RowHeight) + 8;
        double longest = bars.Max(bar => bar.Value);
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"  <title>{Escape(title)}</title>\n{Style}\n");
        svg.Append(CultureInfo.InvariantCulture, $"  <text class=\"title\" x=\"0\" y=\"20\">{Escape(title)}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"  <text class=\"note\" x=\"0\" y=\"40\">{Escape(note)}</text>\n");
        for (int i = 0; i < bars.Count; i++)
        {
            int top = TitleHeight + (i * RowHeight);
            double length = Math.Max(1, bars[i].Value / longest * (Width - LabelWidth - ValueWidth));
            string text = bars[i].Value.ToString(format, CultureInfo.InvariantCulture);
            svg.Append(CultureInfo.InvariantCulture, $"  <text x=\"{LabelWidth - 10}\" y=\"{top + 15}\" text-anchor=\"end\">{Escape(bars[i].Label)}</text>\n");
            svg.Append(CultureInfo.InvariantCulture, $"  <rect class=\"{(bars[i].IsOurs ? "ours" : "other")}\" x=\"{LabelWidth}\" y=\"{top}\" width=\"{length:F1}\" height=\"{RowHeight - 6}\" rx=\"2\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"  <text x=\"{LabelWidth + length + 8:F1}\" y=\"{top + 15}\">{text}</text>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static string Escape(string text) => SecurityElement.Escape(text);
}
