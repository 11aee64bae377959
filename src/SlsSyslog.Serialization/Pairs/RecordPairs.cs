using System.Text;
using System.Text.Unicode;

namespace SlsSyslog.Serialization;

/// <summary>Numbers all pairs of a record for what cannot use the fast path: the pairs of the group, then the fields.</summary>
internal readonly ref struct RecordPairs(LogRecord record, FieldRules rules)
{
    public const int Topic = 0;
    public const int Source = 1;
    public const int Nanoseconds = 2;
    public const int FirstTag = 3;

    private const int Absent = 0;
    private const int LowestHash = 1;

    private readonly LogRecord _record = record;
    private readonly FieldRules _rules = rules;

    public LogRecord Record => _record;

    public int Count => FirstTag + _record.TagCount + _record.FieldCount;

    private static ReadOnlySpan<byte> TagPrefix => "__tag__:"u8;

    private int FirstField => FirstTag + _record.TagCount;

    /// <summary>Determines whether the pair is written. Nanoseconds are written when they are not zero.</summary>
    public bool IsPresent(int index) =>
        (index != Nanoseconds || _record.Nanoseconds != 0) && _rules.Includes(GetPrefix(index), GetName(index));

    public FieldMask? FindMask(int index) => _rules.FindMask(GetPrefix(index), GetName(index));

    public ReadOnlySpan<byte> GetPrefix(int index) => index >= FirstTag && index < FirstField ? TagPrefix : default;

    public ReadOnlySpan<byte> GetName(int index) => index switch
    {
        Topic => "__topic__"u8,
        Source => "__source__"u8,
        Nanoseconds => "__time_ns_part__"u8,
        _ => Slice(GetRange(index).KeyOffset, GetRange(index).KeyLength),
    };

    /// <summary>Finds the JSON that a pair contains. Returns null when its value is a text.</summary>
    public JsonField? FindJson(int index)
    {
        foreach (JsonField json in _record.Table.JsonFields)
        {
            if (json.Index == index - FirstField)
            {
                return json;
            }
        }

        return null;
    }

    /// <summary>Gets the value, followed by whatever is after it in memory.</summary>
    public ReadOnlySpan<byte> GetValue(int index, out int length)
    {
        LogRecordTable table = _record.Table;
        switch (index)
        {
            case Topic when _record.HasGapTopic:
                length = LogRecord.RenamedGapTopic.Length;
                return LogRecord.RenamedGapTopic;
            case Topic:
                length = table.TopicLength;
                return _record.Block[table.TopicOffset..];
            case Source:
                length = table.SourceLength;
                return _record.Block[table.SourceOffset..];
            case Nanoseconds:
                return table.FormatNanoseconds(out length);
            default:
                length = GetRange(index).ValueLength;
                return _record.Block[GetRange(index).ValueOffset..];
        }
    }

    /// <summary>Finds the first hashed pair with the same final name; the pair at the index itself if there is no other.</summary>
    public int FindFirstSameName(int index, scoped ReadOnlySpan<int> hashes) => FindSameName(index, 0, index, hashes);

    /// <summary>Finds the next pair with the same final name; the number of hashes if there is none.</summary>
    public int FindNextSameName(int index, scoped ReadOnlySpan<int> hashes) => FindSameName(index, index + 1, hashes.Length, hashes);

    /// <summary>Hashes the final names of the first pairs. Equal names have equal hashes.</summary>
    public ReadOnlySpan<int> HashNames(int count, FormatterCache cache)
    {
        Span<int> hashes = cache.GetScratch(count);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> prefix = GetNewName(i, out ReadOnlySpan<byte> name);
            hashes[i] = IsPresent(i) ? HashName(prefix, name) : Absent;
        }

        return hashes;
    }

    private static int HashName(scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> name)
    {
        if (prefix.IsEmpty && name.StartsWith(TagPrefix))
        {
            name = name[TagPrefix.Length..];
            prefix = TagPrefix;
        }

        // The seed differs in every process, so that nobody can construct colliding names.
        HashCode hash = default;
        if (Utf8.IsValid(name) && name.IndexOf("\uFFFD"u8) < 0)
        {
            hash.AddBytes(name);
        }
        else
        {
            AddSanitized(ref hash, name);
        }

        hash.Add(prefix.Length);
        return hash.ToHashCode() | LowestHash;
    }

    // Names that are equal only after invalid UTF-8 becomes U+FFFD have the same hash.
    private static void AddSanitized(ref HashCode hash, scoped ReadOnlySpan<byte> name)
    {
        while (!name.IsEmpty)
        {
            Rune.DecodeFromUtf8(name, out Rune rune, out int length);
            hash.Add(rune.Value);
            name = name[length..];
        }
    }

    private int FindSameName(int index, int start, int end, scoped ReadOnlySpan<int> hashes)
    {
        for (int other = start; other < end; other++)
        {
            int found = hashes[other..end].IndexOf(hashes[index]);
            if (found < 0)
            {
                return end;
            }

            other += found;
            if (HaveSameName(other, index))
            {
                return other;
            }
        }

        return end;
    }

    private bool HaveSameName(int one, int other)
    {
        ReadOnlySpan<byte> onePrefix = GetNewName(one, out ReadOnlySpan<byte> oneName);
        ReadOnlySpan<byte> otherPrefix = GetNewName(other, out ReadOnlySpan<byte> otherName);
        return AreSame(onePrefix, oneName, otherPrefix, otherName);
    }

    private static bool AreSame(
        scoped ReadOnlySpan<byte> onePrefix, scoped ReadOnlySpan<byte> one, scoped ReadOnlySpan<byte> otherPrefix, scoped ReadOnlySpan<byte> other)
    {
        // A field can have the full name of a tag.
        if (onePrefix.Length != otherPrefix.Length)
        {
            return onePrefix.IsEmpty
                ? one.StartsWith(otherPrefix) && AreSame(default, one[otherPrefix.Length..], default, other)
                : AreSame(otherPrefix, other, onePrefix, one);
        }

        return one.SequenceEqual(other) || ((!Utf8.IsValid(one) || !Utf8.IsValid(other)) && AreSameSanitized(one, other));
    }

    // Names with different invalid UTF-8 can be equal after each invalid part becomes U+FFFD.
    private static bool AreSameSanitized(scoped ReadOnlySpan<byte> one, scoped ReadOnlySpan<byte> other)
    {
        while (!one.IsEmpty && !other.IsEmpty)
        {
            Rune.DecodeFromUtf8(one, out Rune oneRune, out int oneLength);
            Rune.DecodeFromUtf8(other, out Rune otherRune, out int otherLength);
            if (oneRune != otherRune)
            {
                return false;
            }

            one = one[oneLength..];
            other = other[otherLength..];
        }

        return one.IsEmpty && other.IsEmpty;
    }

    private ReadOnlySpan<byte> GetNewName(int index, out ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> prefix = GetPrefix(index);
        name = GetName(index);
        if (_rules.TryRename(prefix, name, out ReadOnlySpan<byte> newName))
        {
            name = newName;
            return default;
        }

        return prefix;
    }

    private LogFieldRange GetRange(int index) =>
        index < FirstField ? _record.Table.Tags[index - FirstTag] : _record.Table.Fields[index - FirstField];

    private ReadOnlySpan<byte> Slice(int offset, int length) => _record.Block.Slice(offset, length);
}
