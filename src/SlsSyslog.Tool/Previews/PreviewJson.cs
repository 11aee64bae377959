using System.Text.Json.Serialization;

namespace SlsSyslog.Tool;

/// <summary>Writes previews as JSON, one line for each record, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordPreview))]
internal sealed partial class PreviewJson : JsonSerializerContext;
