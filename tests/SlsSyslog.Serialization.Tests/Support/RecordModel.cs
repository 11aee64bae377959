namespace SlsSyslog.Serialization.Tests.Support;

/// <summary>A record as plain lists, from which both the view under test and the expectation are made.</summary>
internal sealed class RecordModel
{
    public long UnixSeconds { get; set; } = 1768464551;

    public int Nanoseconds { get; set; }

    public byte[] Topic { get; set; } = [];

    public byte[] Source { get; set; } = [];

    public List<KeyValuePair<byte[], byte[]>> Tags { get; } = [];

    public List<KeyValuePair<byte[], byte[]>> Fields { get; } = [];

    /// <summary>The record over a block of its own, with the given number of readable bytes behind the last value.</summary>
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

    /// <summary>The same record in lists of its own, for tests that change it.</summary>
    public RecordModel Clone()
    {
        RecordModel clone = new() { UnixSeconds = UnixSeconds, Nanoseconds = Nanoseconds, Topic = Topic, Source = Source };
        clone.Tags.AddRange(Tags);
        clone.Fields.AddRange(Fields);
        return clone;
    }

    /// <summary>All pairs in the order of SLS' own tools, keys in full.</summary>
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
