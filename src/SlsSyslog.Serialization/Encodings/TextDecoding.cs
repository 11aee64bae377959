namespace SlsSyslog.Serialization;

/// <summary>Converts the values of some fields and tags to UTF-8.</summary>
internal sealed class TextDecoding : IRecordStep
{
    private readonly (NamePattern Name, ChineseEncoding Encoding)[] _rules;

    private TextDecoding((NamePattern, ChineseEncoding)[] rules) => _rules = rules;

    private static ReadOnlySpan<byte> TagPrefix => "__tag__:"u8;

    /// <summary>Compiles valid options. Exact names take precedence over patterns, longer patterns over shorter ones.</summary>
    public static TextDecoding Compile(IDictionary<string, string> encodings) => new(
    [
        .. encodings.OrderBy(rule => rule.Key.EndsWith('*')).ThenByDescending(rule => rule.Key.Length)
            .Select(rule => (NamePattern.Parse(rule.Key), ChineseEncoding.Find(rule.Value)!)),
    ]);

    /// <summary>Validates options.</summary>
    public static void Check(IDictionary<string, string> encodings, string path, OptionErrors errors)
    {
        foreach ((string name, string encoding) in encodings)
        {
            if (encoding?.ToUpperInvariant() is not ("GB18030" or "GBK" or "GB2312"))
            {
                errors.Add($"{path}:{name}", $"'{encoding}' is not a supported encoding.", "Specify GB18030 or GBK.");
            }
        }
    }

    public LogRecord Apply(LogRecord record, scoped ref RecordTransformCounts counts)
    {
        // The record remains the original one, so that a copy of the record is made once.
        RecordCopy? copy = null;
        for (int i = 0; i < record.TagCount; i++)
        {
            LogField tag = record.GetTag(i);
            if (!ChineseEncoding.IsUtf8(tag.Value) && Find(TagPrefix, tag.Key) is { } encoding)
            {
                copy ??= RecordCopy.Of(record);
                int offset = Append(tag.Value, encoding, copy);
                copy.Table.SetTagValue(i, offset, copy.Length - offset - 1);
            }
        }

        for (int i = 0; i < record.FieldCount; i++)
        {
            LogField field = record.GetField(i);
            if (!ChineseEncoding.IsUtf8(field.Value) && Find(default, field.Key) is { } encoding)
            {
                copy ??= RecordCopy.Of(record);
                int offset = Append(field.Value, encoding, copy);
                LogFieldRange range = copy.Table.Fields[i];
                copy.Table.SetField(i, new(range.KeyOffset, range.KeyLength, offset, copy.Length - offset - 1));
            }
        }

        return copy is null ? record : copy.Record;
    }

    private static int Append(scoped ReadOnlySpan<byte> value, ChineseEncoding encoding, RecordCopy copy)
    {
        int offset = copy.Length;
        Span<byte> room = copy.Reserve(checked((value.Length * ChineseEncoding.MaxExpansion) + 1));
        int length = encoding.ToUtf8(value, room);
        room[length] = 0;
        copy.Advance(length + 1);
        return offset;
    }

    private ChineseEncoding? Find(scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> name)
    {
        foreach ((NamePattern pattern, ChineseEncoding encoding) in _rules)
        {
            if (pattern.Matches(prefix, name))
            {
                return encoding;
            }
        }

        return null;
    }
}
