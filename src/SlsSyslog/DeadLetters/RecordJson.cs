using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace SlsSyslog;

/// <summary>Writes whole records, and dead letters with them, as JSON without loss: keys may be repeated, and values may be binary.</summary>
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
