namespace SlsSyslog.Serialization;

/// <summary>
/// Holds a copy of the current record of a table, to which steps before the formatter add fields. The memory is reused, so that a record does
/// not allocate. What belongs to the group is copied once per group.
/// </summary>
/// <remarks>
/// The block has three parts: names that fields of several records use, the content of the group, and the content of the record. Every value is
/// followed by a NUL, at which searches stop, and the block ends with room for whole vectors.
/// </remarks>
internal sealed class RecordCopy
{
    private const int MaxNameBytes = 256 * 1024;
    private const int Slack = 2 * VectorCopy.Width;

    private readonly LogRecordTable _source;
    private long _groupVersion = -1;
    private int _namesEnd;
    private int _groupEnd;
    private bool _hasNewNames;

    private RecordCopy(LogRecordTable source)
    {
        _source = source;
        Table = new LogRecordTable { Owner = this };
        Bytes = new byte[16 * 1024];
        Flattener = new JsonFlattener(this);
    }

    public LogRecordTable Table { get; }

    /// <summary>Gets the block. Another array after each call that appends.</summary>
    public byte[] Bytes { get; private set; }

    /// <summary>Gets the length of the content of the block.</summary>
    public int Length { get; private set; }

    public LogRecord Record => new(Bytes, Table);

    /// <summary>Gets the length of the start of the block, which stays while <see cref="NamesVersion"/> is the same.</summary>
    public int NamesEnd => _namesEnd;

    public int NamesVersion { get; private set; }

    /// <summary>Gets the names of paths in JSON, which are kept between records.</summary>
    public PathCache Paths { get; } = new();

    /// <summary>Gets the component that expands JSON in fields of the copy.</summary>
    public JsonFlattener Flattener { get; }

    /// <summary>Gets the copy of a record: the record itself when it is a copy, otherwise a new copy with all of its fields.</summary>
    public static RecordCopy Of(scoped LogRecord record)
    {
        if (record.Table.Owner is { } owner)
        {
            return owner;
        }

        RecordCopy copy = record.Table.Copy ??= new(record.Table);
        copy.Begin(record);
        return copy;
    }

    /// <summary>Appends bytes, followed by a NUL. Returns their offset.</summary>
    public int Append(scoped ReadOnlySpan<byte> bytes)
    {
        int offset = Length;
        Span<byte> room = Reserve(bytes.Length + 1);
        bytes.CopyTo(room);
        room[bytes.Length] = 0;
        Length += bytes.Length + 1;
        return offset;
    }

    /// <summary>Appends two parts, which may be in the block, followed by a NUL. Returns the offset.</summary>
    public int Append(scoped ReadOnlySpan<byte> first, scoped ReadOnlySpan<byte> second)
    {
        int offset = Length;
        int length = first.Length + second.Length;
        Span<byte> room = Reserve(length + 1);
        first.CopyTo(room);
        second.CopyTo(room[first.Length..]);
        room[length] = 0;
        Length += length + 1;
        return offset;
    }

    /// <summary>Gets room for bytes at the end of the content. <see cref="Advance"/> makes them part of it.</summary>
    public Span<byte> Reserve(int count)
    {
        if (Bytes.Length - Length - Slack < count)
        {
            byte[] larger = new byte[Math.Max(Bytes.Length * 2, checked(Length + count + Slack))];
            Bytes.AsSpan(0, Length).CopyTo(larger);
            Bytes = larger;
        }

        return Bytes.AsSpan(Length);
    }

    /// <summary>Removes the end of the content.</summary>
    public void RemoveFrom(int length) => Length = length;

    public void Advance(int count) => Length += count;

    /// <summary>Appends a name that stays at its offset for the following records. Returns its offset.</summary>
    public int AppendName(scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> name)
    {
        _hasNewNames = true;
        return prefix.IsEmpty ? Append(name) : AppendDotted(prefix, name);
    }

    /// <summary>Appends a prefix, a dot and a name. Returns the offset.</summary>
    public int AppendDotted(scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> name)
    {
        int offset = Length;
        int length = prefix.Length + 1 + name.Length;

        // The parts are in the block that Reserve replaces, or in one that stays as it is.
        Span<byte> room = Reserve(length + 1);
        prefix.CopyTo(room);
        room[prefix.Length] = (byte)'.';
        name.CopyTo(room[(prefix.Length + 1)..]);
        room[length] = 0;
        Length += length + 1;
        return offset;
    }

    private void Begin(scoped LogRecord record)
    {
        if (_hasNewNames || Paths.IsFull)
        {
            // The names are somewhere in the last record, which is kept with them. This stops when all names are known.
            _namesEnd = Length;
            _hasNewNames = false;
            _groupVersion = -1;
            if (_namesEnd > MaxNameBytes || Paths.IsFull)
            {
                _namesEnd = 0;
                NamesVersion++;
                Paths.Clear();
            }
        }

        if (_groupVersion != _source.GroupVersion)
        {
            CopyGroup(record);
        }

        Length = _groupEnd;
        Table.BeginCopy(_source);
        Paths.BeginRecord();
        ReadOnlySpan<byte> block = record.Block;
        foreach (LogFieldRange field in _source.AllFields)
        {
            int key = Append(block.Slice(field.KeyOffset, field.KeyLength));
            int value = Append(block.Slice(field.ValueOffset, field.ValueLength));
            Table.AddField(key, field.KeyLength, value, field.ValueLength);
        }
    }

    private void CopyGroup(scoped LogRecord record)
    {
        Length = _namesEnd;
        Table.BeginGroup(record.GroupCursor);
        Table.SetTopic(Append(record.Topic), record.Topic.Length);
        Table.SetSource(Append(record.Source), record.Source.Length);
        for (int i = 0; i < record.TagCount; i++)
        {
            LogField tag = record.GetTag(i);
            Table.AddTag(Append(tag.Key), tag.Key.Length, Append(tag.Value), tag.Value.Length);
        }

        _groupEnd = Length;
        _groupVersion = _source.GroupVersion;
    }
}
