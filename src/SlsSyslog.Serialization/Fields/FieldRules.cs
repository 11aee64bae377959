namespace SlsSyslog.Serialization;

/// <summary>Represents compiled <see cref="FieldOptions"/>, evaluated once per name: <see cref="KeyCache"/> keeps the result.</summary>
internal sealed class FieldRules
{
    public const string TruncationMark = "__truncated__";
    public const string GapMark = "__slssyslog_gap__";
    public const string HeartbeatMark = "__slssyslog_heartbeat__";

    private readonly NamePattern[] _include;
    private readonly NamePattern[] _exclude;
    private readonly (NamePattern Name, byte[] NewName)[] _renames;
    private readonly (NamePattern Name, FieldMask Mask)[] _masks;
    private readonly byte[][] _reserved;
    private readonly byte[][] _groupNames;

    private FieldRules(
        NamePattern[] include,
        NamePattern[] exclude,
        (NamePattern, byte[])[] renames,
        (NamePattern, FieldMask)[] masks,
        byte[][] reserved,
        byte[][] groupNames)
    {
        _reserved = reserved;
        _groupNames = groupNames;
        _include = include;
        _exclude = exclude;
        _renames = renames;
        _masks = masks;
    }

    public static FieldRules All { get; } = new([], [], [], [], [], []);

    public int ReservedCount => _reserved.Length + _groupNames.Length;

    /// <summary>Gets a value that indicates whether pairs are renamed.</summary>
    public bool HasRenames => _renames.Length > 0;

    /// <summary>
    /// Compiles valid options. A field with a reserved name gets another name, so that no log can write it: the marks of gap records, of
    /// heartbeat records and of truncated messages, the keys that the body itself writes, and the names of the topic, the source and the
    /// nanoseconds.
    /// </summary>
    public static FieldRules Compile(
        FieldOptions options, bool marksTruncation = false, bool reservesGroupNames = true, params IEnumerable<string> ownKeys)
    {
        string[] reserved = [GapMark, HeartbeatMark, .. marksTruncation ? [TruncationMark] : Array.Empty<string>(), .. ownKeys];
        return new(
            NamePattern.ParseAll(options.Include),
            NamePattern.ParseAll(options.Exclude),
            [.. options.Rename.Select(rename => (NamePattern.Parse(rename.Key), Encoding.UTF8.GetBytes(rename.Value ?? "")))],
            [.. options.Mask.Select(mask => (NamePattern.Parse(mask.Key), FieldMask.TryParse(mask.Value)!))],
            Array.ConvertAll(reserved, Encoding.UTF8.GetBytes),
            reservesGroupNames ? ["__topic__"u8.ToArray(), "__source__"u8.ToArray(), "__time_ns_part__"u8.ToArray()] : []);
    }

    /// <summary>
    /// Determines whether a name is reserved, as it is written: after renaming, sanitizing and escaping. The case of ASCII letters is
    /// ignored, as some receivers do. The names of the group are reserved for the group.
    /// </summary>
    public bool IsReserved(scoped ReadOnlySpan<byte> writtenName, scoped ReadOnlySpan<byte> suffix, bool isGroupName = false) =>
        IsIn(_reserved, writtenName, suffix) || (!isGroupName && IsIn(_groupNames, writtenName, suffix));

    public bool Includes(scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> name) =>
        (_include.Length == 0 || NamePattern.AnyMatches(_include, prefix, name)) && !NamePattern.AnyMatches(_exclude, prefix, name);

    public bool Excludes(scoped ReadOnlySpan<byte> name) => NamePattern.AnyMatches(_exclude, default, name);

    /// <summary>Determines whether a rule that hides values could apply to names that begin with the name and a dot.</summary>
    public bool HidesBelow(scoped ReadOnlySpan<byte> name)
    {
        foreach (NamePattern pattern in _exclude)
        {
            if (pattern.CouldMatchBelow(name))
            {
                return true;
            }
        }

        foreach ((NamePattern pattern, _) in _masks)
        {
            if (pattern.CouldMatchBelow(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Finds the new name of a pair. A field that has a name of the group does not get the new name of the group.</summary>
    public bool TryRename(scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> name, bool isGroupName, out ReadOnlySpan<byte> newName)
    {
        if (!isGroupName && prefix.IsEmpty && IsIn(_groupNames, name, default))
        {
            newName = default;
            return false;
        }

        foreach ((NamePattern pattern, byte[] found) in _renames)
        {
            if (pattern.Matches(prefix, name))
            {
                newName = found;
                return true;
            }
        }

        newName = default;
        return false;
    }

    public FieldMask? FindMask(scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> name)
    {
        foreach ((NamePattern pattern, FieldMask mask) in _masks)
        {
            if (pattern.Matches(prefix, name))
            {
                return mask;
            }
        }

        return null;
    }

    private static bool IsIn(byte[][] names, scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> suffix)
    {
        foreach (byte[] reserved in names)
        {
            if (reserved.Length == name.Length + suffix.Length
                && Ascii.EqualsIgnoreCase(reserved.AsSpan(0, name.Length), name)
                && Ascii.EqualsIgnoreCase(reserved.AsSpan(name.Length), suffix))
            {
                return true;
            }
        }

        return false;
    }
}
