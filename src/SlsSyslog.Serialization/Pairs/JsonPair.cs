namespace SlsSyslog.Serialization;

/// <summary>Writes a pair whose value is an object or array of the log, in place. What does not fit is cut between its members.</summary>
internal static class JsonPair
{
    public static bool TryWrite(PairWriter pairs, PairKey key, scoped LogRecord record, JsonField json, ref SyslogWriter writer, int number = 0)
    {
        LogFieldRange field = record.Table.Fields[json.Index];
        if (key.IsExcluded || key.IsTooLong || key.Mask is not null)
        {
            return pairs.TryWritePair(key, record.Block[field.ValueOffset..], field.ValueLength, ref writer, number);
        }

        SyslogWriter start = writer;
        pairs.WriteKey(key.Text[..^1], pairs.Layout.Middle.Length - 1, number, ref writer);
        writer.CountSanitized(key.SanitizedCount);
        ReadOnlySpan<byte> name = record.Block.Slice(field.KeyOffset, field.KeyLength);
        FieldRules? hiding = pairs.Rules.HidesBelow(name) ? pairs.Rules : null;
        bool fits = !writer.IsTruncated && field.ValueLength <= writer.Room;
        if (fits && json.IsPlain && TryCopy(record, field, name, hiding, ref writer))
        {
            return true;
        }

        if (writer.IsTruncated
            || !record.Table.GetJsonWriter().TryWrite(record.Table.Owner!, field.ValueOffset, json, name, hiding, ref writer))
        {
            writer = start;
            writer.Truncate();
        }

        return !writer.IsTruncated;
    }

    private static bool TryCopy(
        scoped LogRecord record, LogFieldRange field, scoped ReadOnlySpan<byte> name, FieldRules? hiding, ref SyslogWriter writer)
    {
        if (hiding is not null)
        {
            return record.Table.GetJsonWriter().Copy.TryWrite(record.Table.Owner!.Bytes, field.ValueOffset, name, hiding, ref writer);
        }

        writer.WriteLiteral(record.Block.Slice(field.ValueOffset, field.ValueLength));
        return true;
    }
}
