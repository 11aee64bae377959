using System.Text.Json;

namespace SlsSyslog.Tool;

/// <summary>Specifies what a tap shows.</summary>
/// <param name="Routes">The names of the routes; null for all.</param>
/// <param name="Rule">A rule that records must meet; null for none.</param>
/// <param name="Text">A text that messages must contain; null for any.</param>
/// <param name="Unmask">Whether values are shown.</param>
internal sealed record TapQuery(IReadOnlyList<string>? Routes, JsonElement? Rule, string? Text, bool Unmask)
{
    /// <summary>Gets a value that indicates whether messages are selected.</summary>
    public bool HasFilter => Rule is not null || Text is not null;

    /// <summary>Creates a query. A filter that begins with a brace is a rule, and any other one is a text.</summary>
    /// <exception cref="ToolException">The rule is not valid.</exception>
    public static TapQuery Create(IReadOnlyList<string> routes, string? filter, bool isUnmasked)
    {
        IReadOnlyList<string>? selected = routes.Count > 0 ? routes : null;
        if (filter?.TrimStart().StartsWith('{') != true)
        {
            return new(selected, null, string.IsNullOrEmpty(filter) ? null : filter, isUnmasked);
        }

        OptionErrors errors = new();
        _ = RecordRule.Parse(filter, "", errors);
        if (errors.All.Count > 0)
        {
            OptionError first = errors.All.First();
            throw new ToolException($"The rule of --filter is not valid. {PlainText.Clean($"{first.Problem} {first.Fix}")}");
        }

        using JsonDocument rule = JsonDocument.Parse(filter);
        return new(selected, rule.RootElement.Clone(), null, isUnmasked);
    }
}
