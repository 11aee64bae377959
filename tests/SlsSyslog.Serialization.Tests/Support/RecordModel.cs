namespace SlsSyslog.Serialization.Tests.Support;

/// <summary>Represents a record as plain lists, from which both the tested view and the expected result are built.</summary>
internal sealed class RecordModel
{
    public long UnixSeconds { get; set; } = 1768464551;

    public int Nanoseconds { get; set; }

    public byte[] Topic { get; set; } = [];

    public byte[] Source { get; set; } = [];

    public List<KeyValuePair<byte[], byte[]>> Tags { get; } = [];

    public List<KeyValuePair<byte[], byte[]>> Fields { get; } = [];

    /// <summary>Gets the record over a separate block, with the given number of readable bytes after the last value.</summary>
    public LogRecord ToRecord(int slack)
    {
        List<byte> block = [];
        LogRecordTable table = new();
        table.BeginGroup(null);
        foreach ((byte[] key, byte[] value) in Tags)
        {
            table.AddTag(Add(block, key), key.Length, Add(block, value), value.Length);
        }

        table.SetTopic(Add(block, Topic), Topic.Length);
        table.SetSource(Add(block, Source), Source.Length);
        table.BeginRecord(UnixSeconds, Nanoseconds);
        foreach ((byte[] key, byte[] value) in Fields)
        {
            table.AddField(Add(block, key), key.Length, Add(block, value), value.Length);
        }

        block.AddRange(Enumerable.Repeat((byte)'\\', slack));
        return new LogRecord(block.ToArray(), table);
    }

    /// <summary>Creates a copy with separate lists, for tests that change it.</summary>
    public RecordModel Clone()
    {
        RecordModel clone = new() { UnixSeconds = UnixSeconds, Nanoseconds = Nanoseconds, Topic = Topic, Source = Source };
        clone.Tags.AddRange(Tags);
        clone.Fields.AddRange(Fields);
        return clone;
    }

    /// <summary>Gets all pairs in the order of the tools of SLS, with complete keys.</summary>
    public IEnumerable<KeyValuePair<byte[], byte[]>> Pairs()
    {
        yield return new("__topic__"u8.ToArray(), Topic);
        yield return new("__source__"u8.ToArray(), Source);
        if (Nanoseconds != 0)
        {
            yield return new("__time_ns_part__"u8.ToArray(), [.. Nanoseconds.ToString().Select(digit => (byte)digit)]);
        }

        foreach ((byte[] key, byte[] value) in Tags)
        {
            yield return new([.. "__tag__:"u8, .. key], value);
        }

        foreach (KeyValuePair<byte[], byte[]> field in Fields)
        {
            yield return field;
        }
    }

    private static int Add(List<byte> block, byte[] bytes)
    {
        block.AddRange(bytes);
        return block.Count - bytes.Length;
    }
}
