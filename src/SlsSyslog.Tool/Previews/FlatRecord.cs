using System.Text.Json;

namespace SlsSyslog.Tool;

/// <summary>Reads records from JSON: dead letters, and flat objects with <c>__time__</c>, <c>__topic__</c>, <c>__source__</c> and fields.</summary>
internal static class FlatRecord
{
    private const string TagPrefix = "__tag__:";

    /// <exception cref="Exception">The element is not a record: the exceptions of <see cref="JsonElement"/>.</exception>
    public static void Read(JsonElement json, LogRecordBuilder builder)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("The line is not a JSON object.");
        }

        if (json.TryGetProperty("record", out JsonElement record) && record.ValueKind == JsonValueKind.Object)
        {
            RecordJson.Read(record, builder);
        }
        else if (json.TryGetProperty("fields", out JsonElement fields) && fields.ValueKind == JsonValueKind.Array)
        {
            RecordJson.Read(json, builder);
        }
        else
        {
            ReadFlat(json, builder.Clear());
        }
    }

    // Topic, source and tags belong to the group, so they come first.
    private static void ReadFlat(JsonElement json, LogRecordBuilder builder)
    {
        if (!json.EnumerateObject().Any())
        {
            throw new FormatException("The object does not have a field.");
        }

        foreach (JsonProperty property in json.EnumerateObject())
        {
            string text = TextOf(property.Value);
            if (property.Name == "__topic__")
            {
                builder.SetTopic(text);
            }
            else if (property.Name == "__source__")
            {
                builder.SetSource(text);
            }
            else if (property.Name.StartsWith(TagPrefix, StringComparison.Ordinal))
            {
                builder.AddTag(property.Name[TagPrefix.Length..], text);
            }
        }

        builder.SetTime(json.TryGetProperty("__time__", out JsonElement time) ? ReadTime(time) : 0);
        foreach (JsonProperty property in json.EnumerateObject())
        {
            bool isMeta = property.Name is "__time__" or "__topic__" or "__source__"
                || property.Name.StartsWith(TagPrefix, StringComparison.Ordinal);
            if (!isMeta)
            {
                builder.AddField(property.Name, TextOf(property.Value));
            }
        }
    }

    private static long ReadTime(JsonElement time) =>
        long.TryParse(TextOf(time), NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            ? seconds
            : throw new FormatException($"'{TextOf(time)}' in __time__ is not a number of seconds.");

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}
