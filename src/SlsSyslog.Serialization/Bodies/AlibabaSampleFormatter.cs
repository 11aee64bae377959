namespace SlsSyslog.Serialization;

/// <summary>Writes the body of Alibaba's sample, byte for byte: <c>||__topic__=access||__source__=10.0.0.7||key=value</c> without escapes.</summary>
/// <remarks>
/// Use this format only for receivers whose parsers depend on it: anyone who writes logs can forge pairs, and with line feed framing line breaks
/// become spaces. <see cref="KeyValueFormatter"/> writes the same form without these problems. Invalid UTF-8 is dropped. Of repeated names, the
/// last value is written at the first position. Unlike the sample, <c>__time_ns_part__</c> is a number and not the text of a Python tuple.
/// </remarks>
public sealed class AlibabaSampleFormatter : IMessageFormatter
{
    private readonly PairWriter _pairs;

    /// <summary>Initializes a new instance of the <see cref="AlibabaSampleFormatter"/> class with default options.</summary>
    public AlibabaSampleFormatter()
        : this(new AlibabaSampleOptions())
    {
    }

    /// <summary>Initializes a new instance of the <see cref="AlibabaSampleFormatter"/> class.</summary>
    /// <param name="options">The options of the body.</param>
    /// <param name="message">The fields and the mark of truncated messages; <see langword="null"/> for default values.</param>
    /// <exception cref="ArgumentException">At least one option is invalid. The message lists every error with its fix.</exception>
    public AlibabaSampleFormatter(AlibabaSampleOptions options, MessageOptions? message = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        message ??= new();
        options.ThrowIfInvalid(nameof(options));
        message.ThrowIfSharedInvalid(nameof(message));
        PairLayout layout = new(
            Encoding.ASCII.GetBytes(options.Separator),
            Encoding.ASCII.GetBytes(options.KeyValueDelimiter),
            [],
            KeyStyle.Text,
            EscapeSet.None,
            EscapeSet.None)
        { Repeats = NameRepeats.Last };
        _pairs = new(layout, message);
    }

    /// <inheritdoc/>
    public void Format(scoped LogRecord record, ref SyslogWriter writer)
    {
        FormatterCache cache = record.Table.GetCache(this, writer.EscapesBidi);
        if (!_pairs.TryReserveMark(ref writer))
        {
            return;
        }

        SyslogWriter start = writer;
        if (!_pairs.TryWriteAll(record, cache, ref writer))
        {
            writer = start;
            WriteLastValues(record, cache, ref writer);
        }
    }

    private void WriteLastValues(scoped LogRecord record, FormatterCache cache, ref SyslogWriter writer)
    {
        int start = writer.BytesWritten;
        _pairs.WriteRecordMark(record, ref writer);
        RecordPairs all = new(record);
        Span<int> links = cache.Names.GetLinks(2 * all.Count);
        Span<int> next = links[all.Count..];
        RepeatedPairs.Link(all, _pairs, cache, writer.Room, links[..all.Count], next);
        KeyCache keys = _pairs.GetKeys(cache);
        for (int i = 0; i < all.Count && !writer.IsTruncated; i++)
        {
            int index = links[i];
            if (index == RepeatedPairs.TooLong)
            {
                writer.Truncate();
            }
            else if (index >= 0 && cache.Names[index].First == i)
            {
                PairKey key = all.GetKey(i, keys, writer.Room);
                _pairs.TryWritePair(key, all.GetValue(cache.Names[index].Last, out int length), length, ref writer);
            }
        }

        _pairs.EndMessage(record, start, ref writer);
    }
}
