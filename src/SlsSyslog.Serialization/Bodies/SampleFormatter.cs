namespace SlsSyslog.Serialization;

/// <summary>
/// The body of Alibaba's sample byte for byte, for receivers whose parsers were made for it:
/// <c>||__topic__=access||__source__=10.0.0.7||key=value</c> with nothing escaped. Invalid UTF-8 is dropped; of repeated names
/// the last value stands at the first place. Whoever writes logs can forge pairs, and under LF framing line breaks become spaces:
/// <see cref="KeyValueFormatter"/> looks the same and has neither fault. Unlike the sample, <c>__time_ns_part__</c> is a number
/// and not the text of a Python tuple.
/// </summary>
public sealed class SampleFormatter : IMessageFormatter
{
    private readonly PairWriter _pairs;

    /// <summary>Makes the formatter with the separator <c>||</c> and the pair sign <c>=</c>.</summary>
    public SampleFormatter()
        : this(new KeyValueOptions())
    {
    }

    /// <summary>Makes the formatter.</summary>
    /// <param name="options">The separators.</param>
    /// <exception cref="ArgumentException">Options are wrong; the message names each and the mend.</exception>
    public SampleFormatter(KeyValueOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionFaults faults = new();
        PairWriter checkedPairs = KeyValueGrammar.Compile(options, faults);
        faults.ThrowIfAny(nameof(KeyValueOptions));
        PairLayout layout = new(
            checkedPairs.Layout.Open, checkedPairs.Layout.Middle, [], KeyStyle.Text, EscapeSet.None, EscapeSet.None)
        { NamesMustDiffer = true };
        _pairs = new(layout, checkedPairs.Rules, options.MarkTruncation);
    }

    /// <inheritdoc/>
    public void Format(scoped LogRecord record, ref SyslogWriter writer)
    {
        GroupCache cache = record.Table.GetCache(this, writer.EscapesBidi);
        SyslogWriter start = writer;
        if (!_pairs.TryWriteAll(record, cache, ref writer))
        {
            writer = start;
            WriteLastValues(record, cache, ref writer);
        }
    }

    private void WriteLastValues(scoped LogRecord record, GroupCache cache, ref SyslogWriter writer)
    {
        if (!_pairs.TryReserveMark(ref writer))
        {
            return;
        }

        KeyCache keys = _pairs.GetKeys(cache);
        RecordPairs all = new(record, _pairs.Rules);
        ReadOnlySpan<int> hashes = all.HashNames(all.Count, cache);
        for (int i = 0; i < all.Count && !writer.IsTruncated; i++)
        {
            if (!all.IsPresent(i) || all.FindFirstSameName(i, hashes) < i)
            {
                continue;
            }

            int last = i;
            for (int next = i; next < all.Count; next = all.FindNextSameName(next, hashes))
            {
                last = next;
            }

            PairKey key = keys.Get(all.GetPrefix(i), all.GetName(i), writer.Room);
            _pairs.TryWritePair(key, all.GetValue(last, out int length), length, ref writer);
        }

        _pairs.EndWithMark(ref writer);
    }
}
