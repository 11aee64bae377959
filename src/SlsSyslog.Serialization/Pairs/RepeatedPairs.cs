namespace SlsSyslog.Serialization;

/// <summary>
/// Finds the pairs of a record that have the same name, which is rare. A name is ours when it belongs to a pair of the group or to a field
/// that options rename. Other fields with such a name get a number, wherever they are in the record.
/// </summary>
internal static class RepeatedPairs
{
    public const int Absent = -1;

    /// <summary>The pair cannot be written, because its name is longer than the message.</summary>
    public const int TooLong = -2;

    /// <summary>Writes all pairs, those with repeated names with numbers.</summary>
    public static void WriteNumbered(
        scoped LogRecord record, MappedEvent? mapped, PairWriter pairs, FormatterCache cache, ref SyslogWriter writer)
    {
        RecordPairs all = new(record, mapped);
        KeyCache keys = pairs.GetKeys(cache);
        NameIndex names = cache.Names;
        names.Begin(pairs.Layout.FoldsCase);
        for (int i = 0; i < all.Count; i++)
        {
            if (i == RecordPairs.FirstTag)
            {
                ClaimNewNames(all, pairs, keys, names, writer.Room);
            }

            PairKey key = all.GetKey(i, keys, writer.Room);
            if (!all.IsPresent(i) || key.IsExcluded)
            {
                continue;
            }

            int number = 0;
            if (!key.IsTooLong)
            {
                int found = Own(i, all, key, pairs, names, adds: true);
                if (names[found].First != i)
                {
                    number = names[names.AddNumbered(found, pairs.GetWrittenName(key), pairs.Layout, pairs.Rules, i)].Number;
                }
            }

            bool isWritten = pairs.Layout.WritesJson && all.FindJson(i) is { } json
                ? JsonPair.TryWrite(pairs, key, record, json, ref writer, number)
                : pairs.TryWritePair(key, all.GetValue(i, out int length), length, ref writer, number);
            if (!isWritten)
            {
                return;
            }
        }
    }

    /// <summary>Links pairs with the same name: gets the index of each name, none if it exceeds the room, and of the next pair or 0.</summary>
    public static void Link(
        scoped RecordPairs all, PairWriter pairs, FormatterCache cache, int room, scoped Span<int> indexes, scoped Span<int> next)
    {
        KeyCache keys = pairs.GetKeys(cache);
        NameIndex names = cache.Names;
        bool separatesOurs = pairs.Layout.Repeats == NameRepeats.Array;
        names.Begin(pairs.Layout.FoldsCase);
        for (int i = 0; i < all.Count; i++)
        {
            if (i == RecordPairs.FirstTag && separatesOurs)
            {
                ClaimNewNames(all, pairs, keys, names, room);
            }

            next[i] = 0;
            PairKey key = all.GetKey(i, keys, room);
            if (!all.IsPresent(i) || key.IsExcluded || key.IsTooLong)
            {
                indexes[i] = key.IsTooLong && !key.IsExcluded ? TooLong : Absent;
                continue;
            }

            int index = Own(i, all, key, pairs, names, adds: names.NameBytes <= room);
            if (index >= 0 && separatesOurs && names[index].IsOurs && !IsOurs(i, all, key))
            {
                index = GetRenamed(index, i, pairs.GetWrittenName(key), pairs, names);
            }

            indexes[i] = index;
            if (index >= 0)
            {
                ref NameEntry entry = ref names[index];
                if (entry.Last >= 0 && entry.Last != i)
                {
                    next[entry.Last] = i;
                }

                entry.Last = i;
            }
        }
    }

    private static bool IsOurs(int pair, scoped RecordPairs all, PairKey key) => pair < all.FirstField || key.IsRenamed;

    // Finds the name of a pair, and makes the pair its owner if it has none.
    private static int Own(int pair, scoped RecordPairs all, PairKey key, PairWriter pairs, NameIndex names, bool adds)
    {
        int found = names.Find(pairs.GetWrittenName(key), adds: adds);
        if (found >= 0)
        {
            ref NameEntry entry = ref names[found];
            bool isOurs = IsOurs(pair, all, key);
            if (entry.First < 0 && (isOurs || !entry.IsOurs))
            {
                entry.First = pair;
                entry.IsOurs = isOurs;
            }
        }

        return found;
    }

    private static int GetRenamed(int ours, int pair, scoped ReadOnlySpan<byte> name, PairWriter pairs, NameIndex names)
    {
        if (names[ours].Renamed < 0)
        {
            int added = names.AddNumbered(ours, name, pairs.Layout, pairs.Rules, pair);
            names[ours].Renamed = added;
        }

        return names[ours].Renamed;
    }

    // There are at most as many new names as options that rename.
    private static void ClaimNewNames(scoped RecordPairs all, PairWriter pairs, KeyCache keys, NameIndex names, int room)
    {
        for (int i = pairs.Rules.HasRenames ? all.FirstField : all.Count; i < all.Count; i++)
        {
            PairKey key = all.GetKey(i, keys, room);
            if (key.IsRenamed && !key.IsExcluded && all.IsPresent(i))
            {
                names[names.Find(pairs.GetWrittenName(key))].IsOurs = true;
            }
        }
    }
}
