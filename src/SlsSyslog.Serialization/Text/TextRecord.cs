namespace SlsSyslog.Serialization;

/// <summary>Represents a record as strings, for formatters that prefer them. Invalid UTF-8 becomes U+FFFD.</summary>
/// <remarks>A new instance is created for every record.</remarks>
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

    /// <summary>Gets the time of the log with a precision of 100 nanoseconds, limited to the range of <see cref="DateTimeOffset"/>.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Gets the topic of the LogGroup; empty when absent.</summary>
    public string Topic { get; }

    /// <summary>Gets the source of the LogGroup; empty when absent.</summary>
    public string Source { get; }

    /// <summary>Gets the tags of the LogGroup in order, without the prefix <c>__tag__:</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; }

    /// <summary>Gets the fields in order. Keys can repeat.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; }

    /// <summary>Gets the value of a field. Of repeated keys, the last one is used.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The value; <see langword="null"/> when the field does not exist.</returns>
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
