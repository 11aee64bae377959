using System.Text;

namespace SlsSyslog.Serialization;

/// <summary>
/// Represents compiled <see cref="FieldOptions"/>. They are evaluated once per name, not once per record: <see cref="KeyCache"/> keeps the
/// result.
/// </summary>
internal sealed class FieldRules
{
    public const string TruncationMark = "__truncated__";
    public const string GapMark = "__slssyslog_gap__";

    private readonly NamePattern[] _include;
    private readonly NamePattern[] _exclude;
    private readonly (NamePattern Name, byte[] NewName)[] _renames;
    private readonly (NamePattern Name, FieldMask Mask)[] _masks;
    private readonly byte[][] _reserved;

    private FieldRules(
        NamePattern[] include, NamePattern[] exclude, (NamePattern, byte[])[] renames, (NamePattern, FieldMask)[] masks, byte[][] reserved)
    {
        _reserved = reserved;
        _include = include;
        _exclude = exclude;
        _renames = renames;
        _masks = masks;
    }

    public static FieldRules All { get; } = new([], [], [], [], []);

    /// <summary>Gets the names that pairs are renamed to, in order.</summary>
    public IEnumerable<byte[]> NewNames => _renames.Select(rename => rename.NewName);

    /// <summary>
    /// Compiles valid options. A field with a reserved name gets another name, so that no log can write it: the mark of gap records, the
    /// mark of truncated messages, and the keys that the body itself writes.
    /// </summary>
    public static FieldRules Compile(FieldOptions options, bool marksTruncation = false, params IEnumerable<string> ownKeys)
    {
        string[] reserved = [GapMark, .. marksTruncation ? [TruncationMark] : Array.Empty<string>(), .. ownKeys];
        return new(
            NamePattern.ParseAll(options.Include),
            NamePattern.ParseAll(options.Exclude),
            [
                .. options.Rename.Select(rename => (NamePattern.Parse(rename.Key), Encoding.UTF8.GetBytes(rename.Value ?? ""))),
                .. reserved.Select(name => (NamePattern.Exact(name), Encoding.UTF8.GetBytes(name + "_"))),
            ],
            [.. options.Mask.Select(mask => (NamePattern.Parse(mask.Key), FieldMask.TryParse(mask.Value)!))],
            Array.ConvertAll(reserved, Encoding.UTF8.GetBytes));
    }

    /// <summary>Determines whether a name is reserved, as it is written: after renaming, sanitizing and escaping.</summary>
    public bool IsReserved(scoped ReadOnlySpan<byte> writtenName)
    {
        foreach (byte[] reserved in _reserved)
        {
            if (writtenName.SequenceEqual(reserved))
            {
                return true;
            }
        }

        return false;
    }

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

    public bool TryRename(scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> name, out ReadOnlySpan<byte> newName)
    {
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
}
