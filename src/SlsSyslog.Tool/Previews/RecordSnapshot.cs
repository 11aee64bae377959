using System.Text.Json;

namespace SlsSyslog.Tool;

/// <summary>Holds a copy of a record, which can be read any number of times, also without one of its fields.</summary>
internal sealed class RecordSnapshot
{
    private readonly LogOrigin? _origin;
    private readonly long? _groupCursor;
    private readonly int _index;
    private readonly long _unixSeconds;
    private readonly int _nanoseconds;

    /// <summary>Copies a record.</summary>
    public RecordSnapshot(scoped LogRecord record)
    {
        (_origin, _groupCursor, _index) = (record.Origin, record.GroupCursor, record.IndexInGroup);
        (_unixSeconds, _nanoseconds) = (record.UnixSeconds, record.Nanoseconds);
        (Topic, Source) = (record.Topic.ToArray(), record.Source.ToArray());
        List<(byte[] Key, byte[] Value)> tags = [];
        for (int i = 0; i < record.TagCount; i++)
        {
            LogField tag = record.GetTag(i);
            tags.Add((tag.Key.ToArray(), tag.Value.ToArray()));
        }

        List<(byte[] Key, byte[] Value)> fields = [];
        for (int i = 0; i < record.FieldCount; i++)
        {
            LogField field = record.GetField(i);
            fields.Add((field.Key.ToArray(), field.Value.ToArray()));
        }

        (Tags, Fields) = (tags, fields);
    }

    public byte[] Topic { get; }

    public byte[] Source { get; }

    public IReadOnlyList<(byte[] Key, byte[] Value)> Tags { get; }

    public IReadOnlyList<(byte[] Key, byte[] Value)> Fields { get; }

    public DateTimeOffset Time => DateTimeOffset.UnixEpoch.AddSeconds(_unixSeconds).AddTicks(_nanoseconds / TimeSpan.NanosecondsPerTick);

    /// <summary>Gets where the record comes from, as <c>logstore/shard</c>; null for a record of a file.</summary>
    public string? Place => _origin is null ? null : $"{Encoding.UTF8.GetString(_origin.Logstore)}/{Encoding.UTF8.GetString(_origin.Shard)}";

    /// <summary>Gets the logstore; null for a record of a file.</summary>
    public string? Logstore => _origin is null ? null : Encoding.UTF8.GetString(_origin.Logstore);

    /// <summary>
    /// Reads the record of a line: a dead letter, a record as dead letters contain it, or a flat object as the tools of SLS write it.
    /// </summary>
    /// <exception cref="FormatException">The line does not contain a record.</exception>
    public static RecordSnapshot Parse(string line)
    {
        LogRecordBuilder builder = new();
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            FlatRecord.Read(json.RootElement, builder);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or ArgumentException)
        {
            throw new FormatException(exception.Message.Split(" LineNumber:", 2)[0], exception);
        }

        return new RecordSnapshot(builder.Record);
    }

    /// <summary>Writes the record into a builder.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="changed">The index of the field to change; -1 for none.</param>
    /// <param name="isOmitted">Whether the changed field is omitted. Otherwise, a character is appended to its value.</param>
    public LogRecordBuilder WriteTo(LogRecordBuilder builder, int changed = -1, bool isOmitted = true)
    {
        builder.Clear(_origin, _groupCursor);
        for (int i = 0; i < _index; i++)
        {
            builder.NextInGroup();
        }

        builder.SetTime(_unixSeconds, _nanoseconds).SetTopic(Topic).SetSource(Source);
        foreach ((byte[] key, byte[] value) in Tags)
        {
            builder.AddTag(key, value);
        }

        for (int i = 0; i < Fields.Count; i++)
        {
            (byte[] key, byte[] value) = Fields[i];
            if (i != changed)
            {
                builder.AddField(key, value);
            }
            else if (!isOmitted)
            {
                builder.AddField(key, [.. value, (byte)'x']);
            }
        }

        return builder;
    }
}
