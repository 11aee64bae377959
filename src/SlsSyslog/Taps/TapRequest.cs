using System.Text.Json;

namespace SlsSyslog;

/// <summary>Represents what a listener wants to see: the first line of a connection.</summary>
internal sealed class TapRequest
{
    private RecordRule? _rule;

    /// <summary>Gets the names of the routes; empty for all.</summary>
    public IReadOnlyList<string> Routes { get; private init; } = [];

    /// <summary>Gets the text that a message must contain; empty for any. Case is ignored.</summary>
    public string Text { get; private init; } = "";

    /// <summary>Gets a value that indicates whether values are shown.</summary>
    public bool IsUnmasked { get; private init; }

    /// <exception cref="FormatException">The line is not a request. The message says why.</exception>
    public static TapRequest Parse(ReadOnlySpan<byte> line)
    {
        TapRequestDocument document;
        try
        {
            document = JsonSerializer.Deserialize(line, TapJson.Default.TapRequestDocument) ?? throw new JsonException("The request is null.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The request is not valid: {exception.Message}", exception);
        }

        OptionErrors errors = new();
        RecordRule? rule = document.Rule is { } json ? RecordRule.Parse(json.GetRawText(), "", errors) : null;
        return errors.All.Count == 0
            ? new() { Routes = document.Routes ?? [], Text = document.Text ?? "", IsUnmasked = document.Unmask, _rule = rule }
            : throw new FormatException($"The filter is not valid: {string.Join(" ", errors.All)}");
    }

    // A route with several destinations has the name route/destination.
    public bool Selects(string route) => Routes.Count == 0
        || Routes.Any(name => route == name || (route.StartsWith(name, StringComparison.Ordinal) && route[name.Length] == '/'));

    public bool Matches(scoped LogRecord record, ReadOnlySpan<byte> message) =>
        (_rule is null || _rule.Matches(record))
        && (Text.Length == 0 || Encoding.UTF8.GetString(message).Contains(Text, StringComparison.OrdinalIgnoreCase));
}
