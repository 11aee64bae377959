using Spectre.Console.Rendering;

namespace SlsSyslog.Tool;

/// <summary>Shows a table with all of its text. A terminal that is too narrow for it continues lines on the next one.</summary>
/// <param name="table">The table.</param>
internal sealed class WholeTable(Table table) : Renderable
{
    private const int AnyWidth = 10_000;

    protected override Measurement Measure(RenderOptions options, int maxWidth) => ((IRenderable)table).Measure(options, maxWidth);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        ((IRenderable)table).Render(options, Math.Max(maxWidth, ((IRenderable)table).Measure(options, AnyWidth).Max));
}
