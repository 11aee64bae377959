using System.Text.Json.Nodes;

namespace SlsSyslog.Testing;

/// <summary>Represents a log with its topic, source and tags as the fields that a query returns.</summary>
internal sealed record FoundLog(uint Time, IReadOnlyDictionary<string, string> Fields)
{
    public static IEnumerable<FoundLog> In(EmulatorLogGroup group) => group.Logs.Select(log => Create(group, log));

    public JsonObject ToJson() => new(Fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value)));

    private static FoundLog Create(EmulatorLogGroup group, EmulatorLog log)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal)
        {
            ["__time__"] = log.Time.ToString(CultureInfo.InvariantCulture),
            ["__topic__"] = Text(group.Topic),
            ["__source__"] = Text(group.Source),
        };
        if (log.TimeNanoseconds is { } nanoseconds)
        {
            fields["__time_ns_part__"] = nanoseconds.ToString(CultureInfo.InvariantCulture);
        }

        foreach (EmulatorField tag in group.Tags)
        {
            fields.TryAdd($"__tag__:{Text(tag.Key)}", Text(tag.Value));
        }

        foreach (EmulatorField field in log.Contents)
        {
            fields.TryAdd(Text(field.Key), Text(field.Value));
        }

        return new FoundLog(log.Time, fields);
    }

    private static string Text(ReadOnlyMemory<byte>? bytes) => bytes is { } text ? Encoding.UTF8.GetString(text.Span) : "";
}
