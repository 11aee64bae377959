using System.Text.Json.Serialization;

namespace SlsSyslog.FunctionCompute;

/// <summary>Represents the range of an event: one shard from a cursor (inclusive) to another (exclusive).</summary>
internal sealed class TriggerSource
{
    [JsonPropertyName("endpoint")]
    public string Endpoint { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("projectName")]
    public string Project { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("logstoreName")]
    public string Logstore { get; init => field = value ?? ""; } = "";

    // A number; a string in some versions of the service.
    [JsonPropertyName("shardId")]
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public int? Shard { get; init; }

    [JsonPropertyName("beginCursor")]
    public string BeginCursor { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("endCursor")]
    public string EndCursor { get; init => field = value ?? ""; } = "";

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
