namespace SlsSyslog.Serialization;

/// <summary>
/// Writes what the profile of a record does not map: topic, source, tags and fields under their own names. Every key is written once: a
/// repeated one gets a number, <c>name_2</c>.
/// </summary>
internal sealed class OwnPairs(PairLayout layout, FieldRules rules)
{
    private readonly PairWriter _pairs = new(layout, rules, marksTruncation: false);

    /// <summary>Writes the pairs. Returns false when the message is full.</summary>
    public bool TryWrite(scoped LogRecord record, MappedEvent? mapped, ref SyslogWriter writer)
    {
        FormatterCache cache = record.Table.GetCache(this, writer.EscapesBidi);
        KeyCache keys = _pairs.GetKeys(cache);
        if (!TryWriteGroup(record, mapped, cache, keys, ref writer))
        {
            return false;
        }

        ReadOnlySpan<LogFieldRange> own = cache.SelectFields(record.Table.Fields, mapped);
        ReadOnlySpan<byte> block = record.Block;
        keys.BeginRecord(RepeatedNames.Common);
        for (int i = 0; i < own.Length; i++)
        {
            if (!layout.WritesNumbersUnquoted)
            {
                i = writer.WritePlainPairs(block, own, i, layout, keys);
                if (i == own.Length)
                {
                    break;
                }
            }

            LogFieldRange field = own[i];
            ReadOnlySpan<byte> name = block.Slice(field.KeyOffset, field.KeyLength);
            PairKey key = keys.Get(default, name, writer.Room);
            if (!key.IsExcluded && !IsNew(key, name, keys))
            {
                return TryWriteNumbered(record, own, i, keys, cache.GetNames(), ref writer);
            }

            if (!_pairs.TryWritePair(key, block[field.ValueOffset..], field.ValueLength, ref writer))
            {
                return false;
            }
        }

        return true;
    }

    // Determines whether the key is certainly the only one with its text. Sanitizing can make two names equal: a sanitized key counts as the key
    // that has its text without sanitizing.
    private bool IsNew(PairKey key, scoped ReadOnlySpan<byte> name, KeyCache keys)
    {
        if (key.SanitizedCount > 0 && layout.KeyStyle == KeyStyle.CefKey && !key.IsTooLong)
        {
            key = keys.Get(default, key.Text[layout.Open.Length..^layout.Middle.Length], 0);
        }

        return !keys.HasEvicted && !name.StartsWith("__tag__"u8) && keys.TryMarkSeen(key);
    }

    private bool TryWriteNumbered(
        scoped LogRecord record, scoped ReadOnlySpan<LogFieldRange> own, int first, KeyCache keys, NameSet names, ref SyslogWriter writer)
    {
        names.Clear();
        RecordPairs group = new(record, rules);
        for (int i = 0; i < RecordPairs.FirstTag + record.TagCount; i++)
        {
            AddName(keys.Get(group.GetPrefix(i), group.GetName(i), writer.Room), names);
        }

        ReadOnlySpan<byte> block = record.Block;
        for (int i = 0; i < own.Length; i++)
        {
            LogFieldRange field = own[i];
            PairKey key = keys.Get(default, block.Slice(field.KeyOffset, field.KeyLength), writer.Room);
            if (key.IsExcluded)
            {
                continue;
            }

            ReadOnlySpan<byte> name = AddName(key, names);
            if (i >= first && !TryWriteAs(name, key, block[field.ValueOffset..], field.ValueLength, ref writer))
            {
                return false;
            }
        }

        return true;
    }

    // Writes a pair with the name that is unique in the message; empty when it is that of the key.
    private bool TryWriteAs(
        scoped ReadOnlySpan<byte> name, PairKey key, scoped ReadOnlySpan<byte> source, int length, ref SyslogWriter writer)
    {
        if (name.IsEmpty || key.IsExcluded)
        {
            return _pairs.TryWritePair(key, source, length, ref writer);
        }

        SyslogWriter start = writer;
        if (writer.TryReserve(layout.Close.Length))
        {
            writer.WriteLiteral(layout.Open);
            writer.WriteLiteral(name);
            writer.WriteLiteral(layout.Middle);
        }

        if (writer.IsTruncated)
        {
            writer = start;
            writer.Truncate();
            return false;
        }

        writer.CountSanitized(key.SanitizedCount);
        _pairs.WriteValue(key, source, length, ref writer);
        writer.WriteReserved(layout.Close);
        return !writer.IsTruncated;
    }

    private ReadOnlySpan<byte> AddName(PairKey key, NameSet names) =>
        key.IsTooLong ? default : names.AddUnique(key.Text[layout.Open.Length..^layout.Middle.Length]);

    // The pairs of the group are the same for all its records, unless the profile uses others of them.
    private bool TryWriteGroup(scoped LogRecord record, MappedEvent? mapped, FormatterCache cache, KeyCache keys, ref SyslogWriter writer)
    {
        RecordPairs pairs = new(record, rules);
        if (record.Nanoseconds != 0)
        {
            ReadOnlySpan<byte> source = pairs.GetValue(RecordPairs.Nanoseconds, out int length);
            if (!_pairs.TryWritePair(keys.Get(default, pairs.GetName(RecordPairs.Nanoseconds), writer.Room), source, length, ref writer))
            {
                return false;
            }
        }

        ulong used = mapped is null ? 0 : mapped.UsedGroupParts;
        if (cache.GroupVersion != record.Table.GroupVersion || cache.GroupRepeatBits != used)
        {
            SyslogWriter head = cache.Head.Begin(cache.EscapesBidi);
            TryWriteGroupPairs(record, mapped, keys, cache.GetNames(), ref head);
            cache.Head.End(head);
            cache.GroupVersion = record.Table.GroupVersion;
            cache.GroupRepeatBits = used;
        }

        return cache.Head.TryWriteTo(ref writer) || TryWriteGroupPairs(record, mapped, keys, cache.GetNames(), ref writer);
    }

    private bool TryWriteGroupPairs(scoped LogRecord record, MappedEvent? mapped, KeyCache keys, NameSet names, ref SyslogWriter writer)
    {
        names.Clear();
        RecordPairs pairs = new(record, rules);
        int count = RecordPairs.FirstTag + record.TagCount;
        for (int i = 0; i < count; i++)
        {
            bool isUsed = mapped is not null && (i switch
            {
                RecordPairs.Topic => mapped.UsesTopic,
                RecordPairs.Source => mapped.UsesSource,
                RecordPairs.Nanoseconds => true,
                _ => mapped.IsTagUsed(i - RecordPairs.FirstTag),
            });
            PairKey key = keys.Get(pairs.GetPrefix(i), pairs.GetName(i), writer.Room);
            ReadOnlySpan<byte> name = AddName(key, names);
            ReadOnlySpan<byte> source = pairs.GetValue(i, out int length);
            if (!isUsed && length > 0 && !TryWriteAs(name, key, source, length, ref writer))
            {
                return false;
            }
        }

        return true;
    }
}
