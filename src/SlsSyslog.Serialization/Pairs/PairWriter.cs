using System.Text;

namespace SlsSyslog.Serialization;

/// <summary>
/// Writes the pairs of a record in one grammar, in the order of the tools of SLS: topic, source, nanoseconds unless zero, tags, fields.
/// </summary>
internal sealed class PairWriter(PairLayout layout, FieldRules rules, bool marksTruncation)
{
    public PairWriter(PairLayout layout, MessageOptions message, params IEnumerable<string> ownKeys)
        : this(layout, FieldRules.Compile(message.Fields, message.MarkTruncation, ownKeys), message.MarkTruncation)
    {
    }

    private readonly RepeatedNames _repeated = new(rules);
    private readonly byte[] _mark = marksTruncation ? CreateMark(layout, FieldRules.TruncationMark) : [];
    private readonly byte[] _gapMark = CreateMark(layout, FieldRules.GapMark);

    public PairLayout Layout => layout;

    public FieldRules Rules => rules;

    /// <summary>
    /// Writes all pairs. When names must be unique, returns false as soon as two pairs could have the same name; the written text must then
    /// be discarded.
    /// </summary>
    public bool TryWriteAll(scoped LogRecord record, FormatterCache cache, ref SyslogWriter writer)
    {
        LogRecordTable table = record.Table;
        KeyCache keys = GetKeys(cache);
        if (cache.GroupVersion != table.GroupVersion)
        {
            Render(record, cache, keys);
        }

        if (layout.NamesMustDiffer && cache.GroupHasRepeats)
        {
            return false;
        }

        if (!TryBegin(record, ref writer))
        {
            return true;
        }

        if (!cache.Head.TryWriteTo(ref writer))
        {
            WriteMeta(record, keys, RecordPairs.Topic, RecordPairs.Source, ref writer);
        }

        if (record.Nanoseconds != 0)
        {
            WriteMeta(record, keys, RecordPairs.Nanoseconds, RecordPairs.Nanoseconds, ref writer);
        }

        if (!cache.Tail.TryWriteTo(ref writer))
        {
            WriteMeta(record, keys, RecordPairs.FirstTag, RecordPairs.FirstTag + table.Tags.Length - 1, ref writer);
        }

        keys.BeginRecord(cache.GroupRepeatBits);
        bool isDone = TryWriteFields(record, keys, ref writer);
        WriteMarkIfTruncated(ref writer);
        return isDone;
    }

    /// <summary>Writes the mark of a gap record, and reserves room for the mark of a truncated message if it is enabled.</summary>
    public bool TryBegin(scoped LogRecord record, ref SyslogWriter writer)
    {
        if (_mark.Length > 0 && !writer.TryReserve(_mark.Length))
        {
            return false;
        }

        if (record.IsGap)
        {
            writer.WriteLiteral(_gapMark);
        }

        return true;
    }

    /// <summary>Writes the mark if the message is truncated, otherwise releases its space.</summary>
    public void WriteMarkIfTruncated(ref SyslogWriter writer)
    {
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

    public KeyCache GetKeys(FormatterCache cache) => cache.Keys ??= new(layout, rules, _repeated, cache.EscapesBidi);

    /// <summary>
    /// Writes one pair with any content. A pair whose key does not fit is omitted; a pair whose value is cut is closed. Returns false when the
    /// message is full.
    /// </summary>
    public bool TryWritePair(PairKey key, scoped ReadOnlySpan<byte> source, int length, ref SyslogWriter writer)
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
        writer.WriteLiteral(isBare ? key.Text[..^1] : key.Text);
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

    /// <summary>Writes a pair whose value is an object or array of the log, in place. What does not fit is cut between its members.</summary>
    public bool TryWriteJson(PairKey key, scoped LogRecord record, JsonField json, ref SyslogWriter writer)
    {
        LogFieldRange field = record.Table.Fields[json.Index];
        if (key.IsExcluded || key.IsTooLong || key.Mask is not null)
        {
            return TryWritePair(key, record.Block[field.ValueOffset..], field.ValueLength, ref writer);
        }

        SyslogWriter start = writer;
        writer.WriteLiteral(key.Text[..^1]);
        writer.CountSanitized(key.SanitizedCount);
        ReadOnlySpan<byte> name = record.Block.Slice(field.KeyOffset, field.KeyLength);
        bool hidesMembers = rules.HidesBelow(name);
        if (json.IsPlain && !hidesMembers && field.ValueLength <= writer.Room)
        {
            writer.WriteLiteral(record.Block.Slice(field.ValueOffset, field.ValueLength));
        }
        else if (writer.IsTruncated
            || !record.Table.GetJsonWriter().TryWrite(record.Table.Owner!, field.ValueOffset, json, name, hidesMembers ? rules : null, ref writer))
        {
            writer = start;
            writer.Truncate();
        }

        return !writer.IsTruncated;
    }

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

    internal static byte[] CreateMark(PairLayout layout, string name) =>
        [.. layout.Open, .. Encoding.ASCII.GetBytes(name), .. layout.Middle, .. "true"u8, .. layout.Close];

    private void Render(scoped LogRecord record, FormatterCache cache, KeyCache keys)
    {
        int tags = record.Table.Tags.Length;
        SyslogWriter head = cache.Head.Begin(cache.EscapesBidi);
        WriteMeta(record, keys, RecordPairs.Topic, RecordPairs.Source, ref head);
        cache.Head.End(head);
        SyslogWriter tail = cache.Tail.Begin(cache.EscapesBidi);
        WriteMeta(record, keys, RecordPairs.FirstTag, RecordPairs.FirstTag + tags - 1, ref tail);
        cache.Tail.End(tail);
        cache.GroupVersion = record.Table.GroupVersion;

        RecordPairs pairs = new(record, rules);
        cache.GroupRepeatBits = 0;
        cache.GroupHasRepeats = false;
        ReadOnlySpan<int> hashes = layout.NamesMustDiffer ? pairs.HashNames(RecordPairs.FirstTag + tags, cache) : default;
        for (int i = 0; i < hashes.Length && !cache.GroupHasRepeats; i++)
        {
            cache.GroupRepeatBits |= keys.Get(pairs.GetPrefix(i), pairs.GetName(i), 0).RepeatBit;
            cache.GroupHasRepeats = pairs.FindFirstSameName(i, hashes) < i;
        }
    }

    private void WriteMeta(scoped LogRecord record, KeyCache keys, int first, int last, ref SyslogWriter writer)
    {
        RecordPairs pairs = new(record, rules);
        for (int i = first; i <= last; i++)
        {
            ReadOnlySpan<byte> source = pairs.GetValue(i, out int length);
            if (!TryWritePair(keys.Get(pairs.GetPrefix(i), pairs.GetName(i), writer.Room), source, length, ref writer))
            {
                return;
            }
        }
    }

    private bool TryWriteFields(scoped LogRecord record, KeyCache keys, ref SyslogWriter writer)
    {
        ReadOnlySpan<byte> block = record.Block;
        ReadOnlySpan<LogFieldRange> fields = record.Table.Fields;
        ReadOnlySpan<JsonField> json = layout.WritesJson ? record.Table.JsonFields : default;
        for (int i = 0; i < fields.Length; i++)
        {
            int nextJson = json.IsEmpty ? fields.Length : json[0].Index;
            if (!layout.WritesNumbersUnquoted)
            {
                i = writer.WritePlainPairs(block, fields[..nextJson], i, layout, keys);
                if (i == fields.Length)
                {
                    break;
                }
            }

            LogFieldRange field = fields[i];
            PairKey key = keys.Get(default, block.Slice(field.KeyOffset, field.KeyLength), writer.Room);
            if (layout.NamesMustDiffer && !keys.TryMarkSeen(key))
            {
                return false;
            }

            if (i == nextJson)
            {
                TryWriteJson(key, record, json[0], ref writer);
                json = json[1..];
                continue;
            }

            // Names after the cut matter too: a later one may belong to an array before it.
            if (!TryWritePair(key, block[field.ValueOffset..], field.ValueLength, ref writer) && !layout.NamesMustDiffer)
            {
                break;
            }
        }

        return !layout.NamesMustDiffer || !keys.HasEvicted;
    }
}
