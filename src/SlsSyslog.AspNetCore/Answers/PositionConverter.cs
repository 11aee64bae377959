using System.Text.Json;
using System.Text.Json.Serialization;
using SlsSyslog.Serialization;

namespace SlsSyslog.AspNetCore;

/// <summary>Writes positions as their cursors.</summary>
internal sealed class PositionConverter : JsonConverter<LogPosition>
{
    public override LogPosition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, LogPosition value, JsonSerializerOptions options) => writer.WriteStringValue(value.Cursor);
}
