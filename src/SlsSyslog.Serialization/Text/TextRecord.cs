using System.Text;

namespace SlsSyslog.Serialization;

/// <summary>A record as strings, for formatters that prefer them. Made anew for every record: invalid UTF-8 becomes U+FFFD.</summary>
public sealed class TextRecord
{
    internal TextRecord(scoped LogRecord record)
    {
        long seconds = Math.Clamp(record.UnixSeconds, DateTimeOffset.MinValue.ToUnixTimeSeconds(), DateTimeOffset.MaxValue.ToUnixTimeSeconds());
        Time = DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(record.Nanoseconds / TimeSpan.NanosecondsPerTick);
        Topic = Encoding.UTF8.GetString(record.Topic);
        Source = Encoding.UTF8.GetString(record.Source);
        KeyValuePair<string, string>[] tags = new KeyValuePair<string, string>[record.TagCount];
        for (int i = 0; i < tags.Length; i++)
        {
            tags[i] = Decode(record.GetTag(i));
        }

        KeyValuePair<string, string>[] fields = new KeyValuePair<string, string>[record.FieldCount];
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = Decode(record.GetField(i));
        }

        Tags = tags;
        Fields = fields;
    }

    /// <summary>The log's time, to 100 nanoseconds; the nearest one where .NET knows none that is so early or late.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>The topic of the log's group; empty when absent.</summary>
    public string Topic { get; }

    /// <summary>The source of the log's group; empty when absent.</summary>
    public string Source { get; }

    /// <summary>The tags of the log's group, in order, without the prefix <c>__tag__:</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; }

    /// <summary>The fields, in order; keys may repeat.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; }

    /// <summary>The value of a field; of repeated keys the last. Null when there is none.</summary>
    /// <param name="key">The key.</param>
    public string? this[string key]
    {
        get
        {
            for (int i = Fields.Count - 1; i >= 0; i--)
            {
                if (Fields[i].Key == key)
                {
                    return Fields[i].Value;
                }
            }

            return null;
        }
    }

    private static KeyValuePair<string, string> Decode(LogField field) =>
        new(Encoding.UTF8.GetString(field.Key), Encoding.UTF8.GetString(field.Value));
}
