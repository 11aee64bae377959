namespace SlsSyslog.Serialization;

/// <summary>
/// Writes the fields that the values of an event do not contain, and JSON in place. Records without both have a shorter loop of their writer.
/// </summary>
internal static class SelectedFields
{
    /// <summary>Writes the fields. Returns false when the message is full.</summary>
    public static bool TryWrite(PairWriter pairs, scoped LogRecord record, MappedEvent? mapped, KeyCache keys, ref SyslogWriter writer)
    {
        ReadOnlySpan<byte> block = record.Block;
        ReadOnlySpan<LogFieldRange> fields = record.Table.Fields;
        ReadOnlySpan<JsonField> json = pairs.Layout.WritesJson ? record.Table.JsonFields : default;
        for (int i = 0; i < fields.Length; i++)
        {
            int end = fields.Length;
            if (mapped is not null)
            {
                i = mapped.SkipUsed(i, fields.Length);
                end = mapped.FindUsed(i, fields.Length);
            }

            while (!json.IsEmpty && json[0].Index < i)
            {
                json = json[1..];
            }

            end = json.IsEmpty ? end : Math.Min(end, json[0].Index);
            if (!pairs.Layout.WritesNumbersUnquoted)
            {
                i = writer.WritePlainPairs(block, fields[..end], i, pairs.Layout, keys);
            }

            if (i == fields.Length)
            {
                break;
            }

            if (i == end && (json.IsEmpty || json[0].Index != i))
            {
                continue;
            }

            LogFieldRange field = fields[i];
            PairKey key = keys.FindOrGet(i, block, field, writer.Room);
            bool isWritten = !json.IsEmpty && json[0].Index == i
                ? JsonPair.TryWrite(pairs, key, record, json[0], ref writer)
                : pairs.TryWritePair(key, block[field.ValueOffset..], field.ValueLength, ref writer);
            if (!isWritten)
            {
                return false;
            }
        }

        return true;
    }
}
