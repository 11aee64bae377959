namespace SlsSyslog.Serialization;

/// <summary>
/// Writes the members of an object with repeated names, which is rare: each name once, at its first position, with an array of its values.
/// </summary>
internal static class JsonArrays
{
    public static void Write(scoped LogRecord record, PairWriter pairs, FormatterCache cache, ref SyslogWriter writer)
    {
        if (!pairs.TryBegin(record, ref writer))
        {
            return;
        }

        KeyCache keys = pairs.GetKeys(cache);
        RecordPairs all = new(record, pairs.Rules);
        ReadOnlySpan<int> hashes = all.HashNames(all.Count, cache);
        for (int i = 0; i < all.Count && !writer.IsTruncated; i++)
        {
            if (all.IsPresent(i) && all.FindFirstSameName(i, hashes) == i)
            {
                WriteMember(all, i, hashes, pairs, keys, ref writer);
            }
        }

        pairs.WriteMarkIfTruncated(ref writer);
    }

    private static void WriteMember(
        scoped RecordPairs all, int index, scoped ReadOnlySpan<int> hashes, PairWriter pairs, KeyCache keys, ref SyslogWriter writer)
    {
        PairKey key = keys.Get(all.GetPrefix(index), all.GetName(index), writer.Room);
        int next = all.FindNextSameName(index, hashes);
        if (next == all.Count && all.FindJson(index) is { } json)
        {
            pairs.TryWriteJson(key, all.Record, json, ref writer);
            return;
        }

        if (next == all.Count || key.IsTooLong)
        {
            pairs.TryWritePair(key, all.GetValue(index, out int length), length, ref writer);
            return;
        }

        // The closing quotation mark and bracket.
        SyslogWriter start = writer;
        if (!writer.TryReserve(2))
        {
            return;
        }

        // "name":[" instead of "name":"
        writer.WriteLiteral(key.Text[..^1]);
        writer.WriteLiteral("[\""u8);
        writer.CountSanitized(key.SanitizedCount);
        if (writer.IsTruncated)
        {
            writer = start;
            writer.Truncate();
            return;
        }

        WriteValue(all, index, pairs, keys, ref writer);
        for (; next < all.Count && !writer.IsTruncated; next = all.FindNextSameName(next, hashes))
        {
            writer.WriteLiteral("\",\""u8);
            WriteValue(all, next, pairs, keys, ref writer);
        }

        writer.WriteReserved("\"]"u8);
    }

    // Renaming can give the same name to pairs with different rules for their values.
    private static void WriteValue(scoped RecordPairs all, int index, PairWriter pairs, KeyCache keys, ref SyslogWriter writer)
    {
        PairKey key = keys.Get(all.GetPrefix(index), all.GetName(index), writer.Room);
        pairs.WriteValue(key, all.GetValue(index, out int length), length, ref writer);
    }
}
