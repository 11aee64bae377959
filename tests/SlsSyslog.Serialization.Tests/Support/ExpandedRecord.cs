using System.Text;

namespace SlsSyslog.Serialization.Tests.Support;

/// <summary>Expands records and copies what came out, with bytes as Latin-1 characters.</summary>
internal sealed class ExpandedRecord
{
    private ExpandedRecord(LogRecord record, RecordTransformCounts counts)
    {
        Counts = counts;
        for (int i = 0; i < record.FieldCount; i++)
        {
            Fields.Add((Encoding.Latin1.GetString(record.GetField(i).Key), Encoding.Latin1.GetString(record.GetField(i).Value)));
        }
    }

    public List<(string Name, string Value)> Fields { get; } = [];

    public RecordTransformCounts Counts { get; }

    /// <summary>Gets the fields as <c>name=value</c>.</summary>
    public string[] Pairs => [.. Fields.Select(pair => $"{pair.Name}={Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(pair.Value))}")];

    public static ExpandedRecord Of(LogRecordBuilder builder, FieldExpansion expansion)
    {
        RecordTransformCounts counts = default;
        return new ExpandedRecord(expansion.Apply(builder.Record, ref counts), counts);
    }

    public static ExpandedRecord Of(string json, params string[] paths) =>
        Of(new LogRecordBuilder().AddField("event", json), FieldExpansion.Create((paths.Length == 0 ? ["event"] : paths).Select(path => (path, false))));
}
