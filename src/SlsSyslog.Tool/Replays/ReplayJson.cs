using System.Text.Json.Serialization;

namespace SlsSyslog.Tool;

/// <summary>Describes the JSON of replays.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReplayResult))]
internal sealed partial class ReplayJson : JsonSerializerContext;
