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
    private readonly KeyValueGrammar _grammar;

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
        _grammar = KeyValueGrammar.Compile(options, faults);
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

        foreach (LogFieldRange field in table.Fields)
        {
            if (!TryWritePair(default, record.Block, field, ref writer))
            {
                return;
            }
        }
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
        if (TryWriteName("__topic__"u8, ref writer))
        {
            writer.Write(record.Block, table.TopicOffset, table.TopicLength, _grammar.ValueEscapes);
        }

        if (TryWriteName("__source__"u8, ref writer))
        {
            writer.Write(record.Block, table.SourceOffset, table.SourceLength, _grammar.ValueEscapes);
        }
    }

    private void WriteNanoseconds(int nanoseconds, ref SyslogWriter writer)
    {
        if (TryWriteName("__time_ns_part__"u8, ref writer))
        {
            writer.Write(nanoseconds);
        }
    }

    private void WriteTags(scoped LogRecord record, ref SyslogWriter writer)
    {
        foreach (LogFieldRange tag in record.Table.Tags)
        {
            if (!TryWritePair("__tag__:"u8, record.Block, tag, ref writer))
            {
                return;
            }
        }
    }

    private bool TryWriteName(scoped ReadOnlySpan<byte> name, ref SyslogWriter writer)
    {
        int start = writer.BytesWritten;
        writer.WriteLiteral(_grammar.Separator);
        writer.Write(name, 0, name.Length, _grammar.KeyEscapes);
        return TryEndKey(start, ref writer);
    }

    // False when the message is full: what follows is left out.
    private bool TryWritePair(scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> block, LogFieldRange pair, ref SyslogWriter writer)
    {
        int start = writer.BytesWritten;
        writer.WriteLiteral(_grammar.Separator);
        if (!prefix.IsEmpty)
        {
            writer.Write(prefix, 0, prefix.Length, _grammar.KeyEscapes);
        }

        writer.Write(block, pair.KeyOffset, pair.KeyLength, _grammar.KeyEscapes);
        if (!TryEndKey(start, ref writer))
        {
            return false;
        }

        writer.Write(block, pair.ValueOffset, pair.ValueLength, _grammar.ValueEscapes);
        return !writer.IsTruncated;
    }

    // Half a key tells nothing: a pair whose key does not fit is left out whole.
    private bool TryEndKey(int start, ref SyslogWriter writer)
    {
        writer.WriteLiteral(_grammar.PairSign);
        if (writer.IsTruncated)
        {
            writer.RollBack(start);
            return false;
        }

        return true;
    }
}
