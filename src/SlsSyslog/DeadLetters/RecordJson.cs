using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace SlsSyslog;

/// <summary>Writes and reads whole records, and writes dead letters with them, as JSON without loss: keys may repeat, values may be binary.</summary>
internal static class RecordJson
{
    public static ReadOnlyMemory<byte> Write(scoped LogRecord record)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter json = new(buffer);
        json.WriteStartObject();
        json.WriteNumber("time", record.UnixSeconds);
        json.WriteNumber("timeNs", record.Nanoseconds);
        json.WritePropertyName("topic");
        WriteText(json, record.Topic);
        json.WritePropertyName("source");
        WriteText(json, record.Source);
        WriteOrigin(json, record);
        json.WriteStartArray("tags");
        for (int i = 0; i < record.TagCount; i++)
        {
            WritePair(json, record.GetTag(i));
        }

        json.WriteEndArray();
        json.WriteStartArray("fields");
        for (int i = 0; i < record.FieldCount; i++)
        {
            WritePair(json, record.GetField(i));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    public static byte[] WriteLine(DeadLetter letter, DateTimeOffset at)
    {
        using MemoryStream line = new();
        using (Utf8JsonWriter json = new(line))
        {
            json.WriteStartObject();
            json.WriteString("at", at);
            json.WriteString("route", letter.Route);
            json.WriteString("shard", letter.ShardName);
            json.WriteString("reason", letter.Reason);
            json.WritePropertyName("record");
            json.WriteRawValue(letter.Record.Span);
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        return line.ToArray();
    }

    /// <summary>Reads a record that <see cref="Write"/> has written.</summary>
    /// <exception cref="Exception">The element is not such a record: the exceptions of <see cref="JsonElement"/>.</exception>
    public static void Read(JsonElement json, LogRecordBuilder record)
    {
        if (json.TryGetProperty("origin", out JsonElement origin))
        {
            LogOrigin place = new(TextOf(origin, "project"), TextOf(origin, "logstore"), TextOf(origin, "shard"));
            record.Clear(place, origin.TryGetProperty("groupCursor", out JsonElement cursor) ? cursor.GetInt64() : null);
            for (int index = origin.GetProperty("index").GetInt32(); index > 0; index--)
            {
                record.NextInGroup();
            }
        }
        else
        {
            record.Clear();
        }

        record.SetTime(json.GetProperty("time").GetInt64(), json.GetProperty("timeNs").GetInt32());
        record.SetTopic(BytesOf(json.GetProperty("topic"))).SetSource(BytesOf(json.GetProperty("source")));
        foreach (JsonElement tag in json.GetProperty("tags").EnumerateArray())
        {
            record.AddTag(BytesOf(tag[0]), BytesOf(tag[1]));
        }

        foreach (JsonElement field in json.GetProperty("fields").EnumerateArray())
        {
            record.AddField(BytesOf(field[0]), BytesOf(field[1]));
        }
    }

    private static string TextOf(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";

    private static byte[] BytesOf(JsonElement text) => text.ValueKind == JsonValueKind.Object
        ? text.GetProperty("base64").GetBytesFromBase64()
        : Encoding.UTF8.GetBytes(text.GetString() ?? "");

    // The identity that a message can carry, so that a record that is sent again has the same one.
    private static void WriteOrigin(Utf8JsonWriter json, scoped LogRecord record)
    {
        if (record.Origin is not { } origin)
        {
            return;
        }

        json.WriteStartObject("origin");
        json.WriteString("project", origin.Project);
        json.WriteString("logstore", origin.Logstore);
        json.WriteString("shard", origin.Shard);
        if (record.GroupCursor is { } cursor)
        {
            json.WriteNumber("groupCursor", cursor);
        }

        json.WriteNumber("index", record.IndexInGroup);
        json.WriteEndObject();
    }

    private static void WritePair(Utf8JsonWriter json, scoped LogField field)
    {
        json.WriteStartArray();
        WriteText(json, field.Key);
        WriteText(json, field.Value);
        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, scoped ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
        {
            json.WriteStringValue(text);
            return;
        }

        json.WriteStartObject();
        json.WriteBase64String("base64", text);
        json.WriteEndObject();
    }
}
