using Spectre.Console.Rendering;

namespace SlsSyslog.Tool;

/// <summary>Creates what a person sees of a preview: the record, the mapped values and the message, side by side where there is room.</summary>
internal static class PreviewView
{
    private const int SideBySideWidth = 120;

    private static readonly Style Attention = new(Color.Yellow);
    private static readonly Style Bad = new(Color.Red);

    /// <summary>Creates the view.</summary>
    /// <param name="preview">The preview.</param>
    /// <param name="number">The number of the record, from 1.</param>
    /// <param name="width">The width of the terminal in characters.</param>
    public static IRenderable Create(RecordPreview preview, int number, int width)
    {
        IRenderable record = Section("record", ListRecord(preview));
        IRenderable mapped = Section(preview.Profile is { } profile ? $"mapped by {profile}" : "not mapped", ListMapped(preview));
        IRenderable message = Section(
            preview.Fate == PreviewFate.Sent ? "frame" : preview.Fate == PreviewFate.Filtered ? "filtered" : "not sent", ListMessage(preview));
        string place = preview.Shard is { } shard ? $" of {shard}" : "";
        string title = string.Create(
            CultureInfo.InvariantCulture, $"{preview.Route}, record {number}{place}, {preview.Time:yyyy-MM-ddTHH:mm:ss.fffZ}");
        List<IRenderable> rows = [new Text(title, new Style(decoration: Decoration.Bold))];
        if (width >= SideBySideWidth)
        {
            Grid grid = new();
            grid.AddColumn(new GridColumn { Width = (width - 6) * 3 / 10, Padding = new Padding(0, 0, 2, 0) });
            grid.AddColumn(new GridColumn { Width = (width - 6) * 3 / 10, Padding = new Padding(0, 0, 2, 0) });
            grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
            rows.Add(grid.AddRow(record, mapped, message));
        }
        else
        {
            rows.AddRange([record, mapped, message]);
        }

        rows.AddRange(ListLosses(preview));
        rows.Add(Text.Empty);
        return new Rows(rows);
    }

    private static Rows Section(string title, IEnumerable<IRenderable> lines) =>
        new([new Text(title, new Style(Color.Aqua)), .. lines, Text.Empty]);

    private static IEnumerable<IRenderable> ListRecord(RecordPreview preview)
    {
        yield return Pair("__topic__", preview.Topic);
        yield return Pair("__source__", preview.Source);
        foreach (PreviewField tag in preview.Tags)
        {
            yield return Pair($"__tag__:{tag.Name}", tag.Value);
        }

        foreach (PreviewField field in preview.Fields)
        {
            yield return Pair(field.Name, field.Value);
        }
    }

    private static IEnumerable<IRenderable> ListMapped(RecordPreview preview)
    {
        yield return new Text(preview.ProfileReason);
        foreach (PreviewField value in preview.Mapped)
        {
            yield return Pair(value.Name, value.Value);
        }
    }

    private static IEnumerable<IRenderable> ListMessage(RecordPreview preview)
    {
        if (preview.FateReason is { } reason)
        {
            yield return new Text(reason, preview.Fate == PreviewFate.Filtered ? Attention : Bad);
        }

        foreach (PreviewFrame frame in preview.Frames)
        {
            yield return new Text(frame.Text);
            yield return new Text(string.Create(CultureInfo.InvariantCulture, $"({frame.Bytes} bytes)"), new Style(Color.Grey));
        }
    }

    private static IEnumerable<IRenderable> ListLosses(RecordPreview preview)
    {
        foreach (string note in preview.Notes)
        {
            yield return new Text(note, Attention);
        }

        if (preview.Cut.Count > 0)
        {
            yield return new Text($"cut: {string.Join(", ", preview.Cut)}", Attention);
        }

        if (preview.Sanitized.Count > 0)
        {
            yield return new Text($"sanitized: {string.Join(", ", preview.Sanitized)}", Attention);
        }

        if (preview.Dropped.Count > 0)
        {
            yield return new Text($"dropped: {string.Join(", ", preview.Dropped)}", Attention);
        }
    }

    private static Text Pair(string name, string value) => new($"{name}={value}");
}
