namespace SlsSyslog.Serialization;

/// <summary>Writes the members of an object with repeated names, which is rare: each name once, with an array of its values.</summary>
internal static class JsonArrays
{
    public static void Write(scoped LogRecord record, PairWriter pairs, FormatterCache cache, ref SyslogWriter writer)
    {
        int start = writer.BytesWritten;
        pairs.WriteRecordMark(record, ref writer);
        RecordPairs all = new(record);
        Span<int> links = cache.Names.GetLinks(2 * all.Count);
        Span<int> next = links[all.Count..];
        Span<int> indexes = links[..all.Count];
        RepeatedPairs.Link(all, pairs, cache, writer.Room, indexes, next);
        KeyCache keys = pairs.GetKeys(cache);
        for (int i = 0; i < all.Count && !writer.IsTruncated; i++)
        {
            int index = indexes[i];
            if (index == RepeatedPairs.TooLong)
            {
                writer.Truncate();
            }
            else if (index >= 0 && cache.Names[index].First == i)
            {
                WriteMember(all, i, cache.Names[index].Number, next, pairs, keys, ref writer);
            }
        }

        pairs.EndMessage(record, start, ref writer);
    }

    private static void WriteMember(
        scoped RecordPairs all, int index, int number, scoped ReadOnlySpan<int> next, PairWriter pairs, KeyCache keys, ref SyslogWriter writer)
    {
        PairKey key = all.GetKey(index, keys, writer.Room);
        if (next[index] == 0 && all.FindJson(index) is { } json)
        {
            JsonPair.TryWrite(pairs, key, all.Record, json, ref writer, number);
            return;
        }

        if (next[index] == 0 || key.IsTooLong)
        {
            pairs.TryWritePair(key, all.GetValue(index, out int length), length, ref writer, number);
            return;
        }

        // The closing quotation mark and bracket.
        SyslogWriter start = writer;
        if (!writer.TryReserve(2))
        {
            return;
        }

        // "name":[" instead of "name":"
        pairs.WriteKey(key.Text[..^1], pairs.Layout.Middle.Length - 1, number, ref writer);
        writer.WriteLiteral("[\""u8);
        writer.CountSanitized(key.SanitizedCount);
        if (writer.IsTruncated)
        {
            writer = start;
            writer.Truncate();
            return;
        }

        WriteValue(all, index, pairs, keys, ref writer);
        for (int other = next[index]; other != 0 && !writer.IsTruncated; other = next[other])
        {
            writer.WriteLiteral("\",\""u8);
            WriteValue(all, other, pairs, keys, ref writer);
        }

        writer.WriteReserved("\"]"u8);
    }

    // Renaming can give the same name to pairs with different rules for their values.
    private static void WriteValue(scoped RecordPairs all, int index, PairWriter pairs, KeyCache keys, ref SyslogWriter writer)
    {
        PairKey key = all.GetKey(index, keys, writer.Room);
        pairs.WriteValue(key, all.GetValue(index, out int length), length, ref writer);
    }
}
