using Spectre.Console.Rendering;

namespace SlsSyslog.Tool;

/// <summary>Shows a text on one line of the terminal. What does not fit is cut.</summary>
internal sealed class OneLine : Renderable
{
    private const int ShortestWidth = 4;
    private readonly Segment _text;

    /// <summary>Initializes a new instance of the <see cref="OneLine"/> class.</summary>
    /// <param name="text">The text, without line breaks.</param>
    /// <param name="style">The style; <see langword="null"/> for that of the terminal.</param>
    public OneLine(string text, Style? style = null) => _text = new Segment(text, style ?? Style.Plain);

    /// <inheritdoc/>
    protected override Measurement Measure(RenderOptions options, int maxWidth)
    {
        int width = _text.CellCount();
        return new Measurement(Math.Min(Math.Min(width, ShortestWidth), maxWidth), Math.Min(width, maxWidth));
    }

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        if (_text.CellCount() <= maxWidth)
        {
            yield return _text;
        }
        else if (Segment.Truncate(_text, maxWidth - 1) is { } start)
        {
            yield return new Segment(start.Text + "…", start.Style);
        }
    }
}
