using System.Text.Json.Serialization;

namespace SlsSyslog.FunctionCompute;

/// <summary>The range that a trigger names: one shard from a cursor to another, itself not included.</summary>
internal sealed class TriggerSource
{
    [JsonPropertyName("endpoint")]
    public string Endpoint { get; init; } = "";

    [JsonPropertyName("projectName")]
    public string Project { get; init; } = "";

    [JsonPropertyName("logstoreName")]
    public string Logstore { get; init; } = "";

    // A number; a text in some versions of the service.
    [JsonPropertyName("shardId")]
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public int? Shard { get; init; }

    [JsonPropertyName("beginCursor")]
    public string BeginCursor { get; init; } = "";

    [JsonPropertyName("endCursor")]
    public string EndCursor { get; init; } = "";

    public IEnumerable<string> FindMissing()
    {
        (string Name, string? Value)[] texts =
        [
            ("projectName", Project), ("logstoreName", Logstore), ("beginCursor", BeginCursor), ("endCursor", EndCursor),
        ];
        IEnumerable<string> missing = texts.Where(text => string.IsNullOrEmpty(text.Value)).Select(text => text.Name);
        return Shard is null ? missing.Append("shardId") : missing;
    }

    public override string ToString() => $"{Project}/{Logstore}/{Shard} [{BeginCursor}, {EndCursor})";
}
