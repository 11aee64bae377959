namespace SlsSyslog.Serialization;

/// <summary>
/// The body of Alibaba's sample, made unambiguous: <c>||__topic__=access||__source__=10.0.0.7||__tag__:name=value||key=value</c>.
/// Every pair begins with the separator. A backslash stands before backslashes and the separator's first byte in keys and
/// values, and before the pair sign's first byte in keys; control characters are <c>\n \r \t \u00XX</c>. What needs no escape is
/// byte-equal to the sample. Repeated keys are all written; <c>__time_ns_part__</c> only when it is not zero. A value that does
/// not fit is cut, and the fields behind it are left out.
/// </summary>
public sealed class KeyValueFormatter : IMessageFormatter
{
    private readonly PairLayout _layout;

    /// <summary>Makes the formatter with the separator <c>||</c> and the pair sign <c>=</c>.</summary>
    public KeyValueFormatter()
        : this(new KeyValueOptions())
    {
    }

    /// <summary>Makes the formatter.</summary>
    /// <param name="options">The separators.</param>
    /// <exception cref="ArgumentException">Options are wrong; the message names each and the mend.</exception>
    public KeyValueFormatter(KeyValueOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionFaults faults = new();
        _layout = KeyValueGrammar.Compile(options, faults).Layout;
        faults.ThrowIfAny(nameof(KeyValueOptions));
    }

    /// <inheritdoc/>
    public void Format(scoped LogRecord record, ref SyslogWriter writer)
    {
        LogRecordTable table = record.Table;
        GroupCache cache = table.GetCache(this);
        if (cache.GroupVersion != table.GroupVersion)
        {
            Render(record, cache);
        }

        if (!cache.Head.TryWriteTo(ref writer))
        {
            WriteGroup(record, ref writer);
        }

        if (record.Nanoseconds != 0)
        {
            WriteNanoseconds(record.Nanoseconds, ref writer);
        }

        if (!cache.Tail.TryWriteTo(ref writer))
        {
            WriteTags(record, ref writer);
        }

        WritePairs(default, record.Block, table.Fields, ref writer);
    }

    private void Render(scoped LogRecord record, GroupCache cache)
    {
        SyslogWriter head = cache.Head.Begin();
        WriteGroup(record, ref head);
        cache.Head.End(head);
        SyslogWriter tail = cache.Tail.Begin();
        WriteTags(record, ref tail);
        cache.Tail.End(tail);
        cache.GroupVersion = record.Table.GroupVersion;
    }

    private void WriteGroup(scoped LogRecord record, ref SyslogWriter writer)
    {
        LogRecordTable table = record.Table;
        LogFieldRange topic = new(0, 0, table.TopicOffset, table.TopicLength);
        LogFieldRange source = new(0, 0, table.SourceOffset, table.SourceLength);
        if (writer.TryWritePair("__topic__"u8, record.Block, topic, _layout))
        {
            writer.TryWritePair("__source__"u8, record.Block, source, _layout);
        }
    }

    private void WriteNanoseconds(int nanoseconds, ref SyslogWriter writer)
    {
        Span<byte> digits = stackalloc byte[10];
        nanoseconds.TryFormat(digits, out int length);
        writer.TryWritePair("__time_ns_part__"u8, digits, new(0, 0, 0, length), _layout);
    }

    private void WriteTags(scoped LogRecord record, ref SyslogWriter writer) =>
        WritePairs("__tag__:"u8, record.Block, record.Table.Tags, ref writer);

    private void WritePairs(
        scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> block, scoped ReadOnlySpan<LogFieldRange> pairs, ref SyslogWriter writer)
    {
        int written = 0;
        while (written < pairs.Length)
        {
            written += prefix.IsEmpty ? writer.WritePlainPairs(block, pairs[written..], _layout) : 0;
            if (written < pairs.Length && !writer.TryWritePair(prefix, block, pairs[written++], _layout))
            {
                return;
            }
        }
    }
}
