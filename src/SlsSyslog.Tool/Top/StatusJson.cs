using System.Text.Json;
using System.Text.Json.Serialization;

namespace SlsSyslog.Tool;

/// <summary>Reads the JSON of the status end point without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(SecondsConverter), typeof(PositionConverter)])]
[JsonSerializable(typeof(SlsSyslogStatus))]
[JsonSerializable(typeof(StatusHealthDocument))]
internal sealed partial class StatusJson : JsonSerializerContext;

/// <summary>Represents the part of the answer that is not in the status.</summary>
/// <param name="Health">The health.</param>
internal sealed record StatusHealthDocument(StatusHealth? Health);

/// <summary>Reads durations in seconds.</summary>
internal sealed class SecondsConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TimeSpan.FromSeconds(reader.GetDouble());

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Math.Round(value.TotalSeconds, 3));
}

/// <summary>Reads positions, which are their cursors.</summary>
internal sealed class PositionConverter : JsonConverter<LogPosition>
{
    public override LogPosition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, LogPosition value, JsonSerializerOptions options) => writer.WriteStringValue(value.Cursor);
}
