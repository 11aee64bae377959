using System.Text.Json.Serialization;

namespace SlsSyslog.AspNetCore;

/// <summary>Writes the answers without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(SecondsConverter), typeof(PositionConverter)])]
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(HistoryAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(BriefHealthAnswer))]
internal sealed partial class StatusJson : JsonSerializerContext;
