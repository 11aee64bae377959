using System.Text.Json.Serialization;

namespace SlsSyslog.Tool;

/// <summary>Represents a statement of a RAM policy that allows actions.</summary>
/// <param name="Action">The actions.</param>
/// <param name="Resource">What they are allowed on.</param>
internal sealed record RamStatement(
    [property: JsonPropertyName("Action")] IReadOnlyList<string> Action,
    [property: JsonPropertyName("Resource")] IReadOnlyList<string> Resource)
{
    /// <summary>Gets the effect.</summary>
    [JsonPropertyName("Effect")]
    [JsonPropertyOrder(-1)]
    public string Effect { get; } = "Allow";
}
