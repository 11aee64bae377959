using System.Text.Json;
using System.Text.Json.Serialization;

namespace SlsSyslog.EndToEnd;

/// <summary>All results of a run of the command, as a JSON file has them.</summary>
internal sealed record ResultSet
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public required Conditions Conditions { get; init; }

    public IReadOnlyList<ScenarioResult> Scenarios { get; init; } = [];

    public IReadOnlyList<StartUpResult> StartUp { get; init; } = [];

    public IReadOnlyList<LatencyResult> Latency { get; init; } = [];

    public IReadOnlyList<MetricsCostResult> MetricsCost { get; init; } = [];

    public static async Task<ResultSet> ReadAsync(string file)
    {
        await using FileStream stream = File.OpenRead(file);
        return await JsonSerializer.DeserializeAsync<ResultSet>(stream, Json)
            ?? throw new ArgumentException($"{file} does not contain results.");
    }

    public async Task WriteAsync(string file) => await File.WriteAllTextAsync(file, $"{JsonSerializer.Serialize(this, Json)}\n");
}
