namespace SlsSyslog.Serialization;

/// <summary>Writes the pairs of a record in the order of the tools of SLS: topic, source, nanoseconds unless zero, tags, fields.</summary>
internal sealed class PairWriter(PairLayout layout, FieldRules rules, bool marksTruncation)
{
    public PairWriter(PairLayout layout, MessageOptions message, params IEnumerable<string> ownKeys)
        : this(
            layout,
            FieldRules.Compile(
                message.Fields, message.MarkTruncation, layout.Repeats != NameRepeats.Last, [.. ownKeys, .. RecordPart.GetNames(message)]),
            message.MarkTruncation)
    {
    }

    private readonly byte[] _mark = marksTruncation ? CreateMark(layout, FieldRules.TruncationMark) : [];
    private readonly byte[] _gapMark = CreateMark(layout, FieldRules.GapMark);
    private readonly byte[] _heartbeatMark = CreateMark(layout, FieldRules.HeartbeatMark);

    public PairLayout Layout => layout;

    public FieldRules Rules => rules;

    /// <summary>Gets the length of the mark of a truncated message; 0 if it is disabled.</summary>
    public int MarkLength => _mark.Length;

    /// <summary>
    /// Writes all pairs, in front of the room that <see cref="TryReserveMark"/> reserved. When two pairs could have the same name, writes each
    /// name once, or returns false if the grammar has another form for them; the written text must then be discarded.
    /// </summary>
    public bool TryWriteAll(scoped LogRecord record, FormatterCache cache, ref SyslogWriter writer)
    {
        int start = writer.BytesWritten;
        if (!TryWritePairs(record, mapped: null, cache, ref writer))
        {
            return false;
        }

        EndMessage(record, start, ref writer);
        return true;
    }

    /// <summary>Writes the pairs that the values of an event do not contain, as <see cref="TryWriteAll"/> does, without the mark.</summary>
    public bool TryWritePairs(scoped LogRecord record, MappedEvent? mapped, FormatterCache cache, ref SyslogWriter writer)
    {
        KeyCache keys = GetKeys(cache);
        ulong used = mapped is null ? 0 : mapped.UsedGroupParts;
        if (cache.GroupVersion != record.Table.GroupVersion || cache.UsedGroupParts != used)
        {
            cache.UsedGroupParts = used;
            Render(record, mapped, cache, keys);
        }

        SyslogWriter start = writer;
        WriteMarkOfOther(record, mapped, ref writer);
        WriteGroup(record, mapped, cache, keys, ref writer);
        ReadOnlySpan<LogFieldRange> fields = cache.SelectFields(record.Table.Fields, mapped);
        bool isComplete = TryWriteFields(record, mapped, fields, keys, ref writer);
        if ((isComplete && keys.AreDistinct(fields.Length)) || keys.CheckDistinct(record, fields, start.Room))
        {
            return true;
        }

        writer = start;
        if (layout.Repeats != NameRepeats.Numbered)
        {
            return false;
        }

        WriteMarkOfOther(record, mapped, ref writer);
        RepeatedPairs.WriteNumbered(record, mapped, this, cache, ref writer);
        return true;
    }

    /// <summary>Reserves room for the mark of a truncated message if it is enabled.</summary>
    public bool TryReserveMark(ref SyslogWriter writer) => _mark.Length == 0 || writer.TryReserve(_mark.Length);

    /// <summary>Writes the mark of a gap record, of a heartbeat record or of a part of a record.</summary>
    public void WriteRecordMark(scoped LogRecord record, ref SyslogWriter writer)
    {
        if (!record.IsLog)
        {
            writer.WriteLiteral(record.IsGap ? _gapMark : _heartbeatMark);
        }

        record.Table.Part?.Write(layout, ref writer);
    }

    /// <summary>Writes the mark if the message is truncated, otherwise releases its space.</summary>
    public void EndMessage(scoped LogRecord record, int start, ref SyslogWriter writer)
    {
        if (layout.ValueEscapes.WritesRaw && record.IsLog)
        {
            // Without escapes, a value can contain a pair.
            Span<byte> written = writer.WrittenSince(start);
            writer.CountSanitized(Marks.Disarm(written) + (_mark.Length > 0 ? Marks.DisarmTruncation(written) : 0));
        }

        if (_mark.Length == 0)
        {
            return;
        }

        if (writer.HasLostContent)
        {
            writer.WriteReserved(_mark);
        }
        else
        {
            writer.Release(_mark.Length);
        }
    }

    public KeyCache GetKeys(FormatterCache cache) => cache.Keys ??= new(layout, rules, cache.EscapesBidi);

    /// <summary>Writes one pair. Without room for its key it is omitted; a cut value is closed. Returns false when the message is full.</summary>
    public bool TryWritePair(PairKey key, scoped ReadOnlySpan<byte> source, int length, ref SyslogWriter writer, int number = 0)
    {
        if (key.IsExcluded)
        {
            return true;
        }

        if (key.IsTooLong)
        {
            writer.Truncate();
            return false;
        }

        int start = writer.BytesWritten;
        int sanitized = writer.SanitizedCount;
        bool isBare = layout.WritesNumbersUnquoted && key.Mask is null && JsonNumber.IsNumber(source[..length]);
        ReadOnlySpan<byte> close = isBare ? default : layout.Close;
        if (!writer.TryReserve(close.Length))
        {
            return false;
        }

        // An unquoted value has no quotation mark after the colon.
        WriteKey(isBare ? key.Text[..^1] : key.Text, isBare ? layout.Middle.Length - 1 : layout.Middle.Length, number, ref writer);
        writer.CountSanitized(key.SanitizedCount);
        bool isKeyComplete = !writer.IsTruncated;
        WriteValue(key, source, length, ref writer);
        if (writer.IsTruncated && (!isKeyComplete || isBare || !layout.CutsValues))
        {
            writer.Release(close.Length);
            writer.RollBack(start);
            writer.CountSanitized(sanitized - writer.SanitizedCount);
            return false;
        }

        writer.WriteReserved(close);
        return !writer.IsTruncated;
    }

    /// <summary>Writes the text of a key, with a number after the name if it is not 0.</summary>
    public void WriteKey(scoped ReadOnlySpan<byte> text, int middleLength, int number, ref SyslogWriter writer)
    {
        if (number == 0)
        {
            writer.WriteLiteral(text);
            return;
        }

        int open = layout.Open.Length;
        writer.WriteLiteral(text[..(open + layout.GetStem(text[open..^middleLength]).Length)]);
        writer.WriteLiteral(PairLayout.FormatSuffix(number, stackalloc byte[PairLayout.MaxSuffixLength]));
        writer.WriteLiteral(text[^middleLength..]);
    }

    /// <summary>Gets the name in the text of a key, as it is written.</summary>
    public ReadOnlySpan<byte> GetWrittenName(PairKey key) => key.Text[layout.Open.Length..^layout.Middle.Length];

    public void WriteValue(PairKey key, scoped ReadOnlySpan<byte> source, int length, ref SyslogWriter writer)
    {
        if (key.Mask is null)
        {
            writer.Write(source, length, layout.ValueEscapes);
        }
        else
        {
            key.Mask.Write(source[..length], layout.ValueEscapes, ref writer);
        }
    }

    // The mark of a mapped record precedes its values.
    private void WriteMarkOfOther(scoped LogRecord record, MappedEvent? mapped, ref SyslogWriter writer)
    {
        if (mapped is null)
        {
            WriteRecordMark(record, ref writer);
        }
    }

    private static byte[] CreateMark(PairLayout layout, string name) =>
        [.. layout.Open, .. Encoding.ASCII.GetBytes(name), .. layout.Middle, .. "true"u8, .. layout.Close];

    private void Render(scoped LogRecord record, MappedEvent? mapped, FormatterCache cache, KeyCache keys)
    {
        int tags = record.Table.Tags.Length;
        SyslogWriter head = cache.Head.Begin(cache.EscapesBidi);
        WriteMeta(record, mapped, keys, RecordPairs.Topic, RecordPairs.Source, ref head);
        cache.Head.End(head);
        SyslogWriter tail = cache.Tail.Begin(cache.EscapesBidi);
        WriteMeta(record, mapped, keys, RecordPairs.FirstTag, RecordPairs.FirstTag + tags - 1, ref tail);
        cache.Tail.End(tail);
        cache.GroupVersion = record.Table.GroupVersion;
        keys.BeginGroup();
    }

    private void WriteGroup(scoped LogRecord record, MappedEvent? mapped, FormatterCache cache, KeyCache keys, ref SyslogWriter writer)
    {
        if (!cache.Head.TryWriteTo(ref writer))
        {
            WriteMeta(record, mapped, keys, RecordPairs.Topic, RecordPairs.Source, ref writer);
        }

        if (record.Nanoseconds != 0)
        {
            WriteMeta(record, mapped, keys, RecordPairs.Nanoseconds, RecordPairs.Nanoseconds, ref writer);
        }

        if (!cache.Tail.TryWriteTo(ref writer))
        {
            WriteMeta(record, mapped, keys, RecordPairs.FirstTag, RecordPairs.FirstTag + record.TagCount - 1, ref writer);
        }
    }

    private void WriteMeta(scoped LogRecord record, MappedEvent? mapped, KeyCache keys, int first, int last, ref SyslogWriter writer)
    {
        RecordPairs pairs = new(record, mapped);
        for (int i = first; i <= last; i++)
        {
            ReadOnlySpan<byte> source = pairs.GetValue(i, out int length);
            if (pairs.IsPresent(i) && !TryWritePair(pairs.GetKey(i, keys, writer.Room), source, length, ref writer))
            {
                return;
            }
        }
    }

    // Returns false when the message is full.
    private bool TryWriteFields(
        scoped LogRecord record, MappedEvent? mapped, scoped ReadOnlySpan<LogFieldRange> fields, KeyCache keys, ref SyslogWriter writer)
    {
        ReadOnlySpan<byte> block = record.Block;
        JsonPlaces json = new(layout.WritesJson ? record.Table.JsonFields : default, mapped);
        for (int i = 0; i < fields.Length; i++)
        {
            if (!layout.WritesNumbersUnquoted)
            {
                i = writer.WritePlainPairs(block, fields[..Math.Min(fields.Length, json.Place)], i, layout, keys);
            }

            if (i == fields.Length)
            {
                break;
            }

            LogFieldRange field = fields[i];
            PairKey key = keys.FindOrGet(i, block, field, writer.Room);
            bool isWritten;
            if (i == json.Place)
            {
                isWritten = JsonPair.TryWrite(this, key, record, json.Field, ref writer);
                json.MoveNext();
            }
            else
            {
                isWritten = TryWritePair(key, block[field.ValueOffset..], field.ValueLength, ref writer);
            }

            if (!isWritten)
            {
                return false;
            }
        }

        return true;
    }
}
