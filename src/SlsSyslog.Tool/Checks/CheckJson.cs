using System.Text.Json.Serialization;

namespace SlsSyslog.Tool;

/// <summary>Writes the results of checks as JSON without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CheckDocument))]
internal sealed partial class CheckJson : JsonSerializerContext;

/// <summary>Represents the JSON of a report.</summary>
/// <param name="State">The worst result.</param>
/// <param name="Seconds">How long the checks took.</param>
/// <param name="Results">The results.</param>
internal sealed record CheckDocument(CheckState State, double Seconds, IReadOnlyList<CheckResult> Results)
{
    public static CheckDocument Of(CheckReport report) => new(report.State, Math.Round(report.Duration.TotalSeconds, 3), report.Results);
}
