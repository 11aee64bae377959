using System.Text;

namespace SlsSyslog.Serialization;

/// <summary>
/// Represents compiled <see cref="FieldOptions"/>. They are evaluated once per name, not once per record: <see cref="KeyCache"/> keeps the
/// result.
/// </summary>
internal sealed class FieldRules
{
    public const string TruncationMark = "__truncated__";

    private readonly NamePattern[] _include;
    private readonly NamePattern[] _exclude;
    private readonly (NamePattern Name, byte[] NewName)[] _renames;
    private readonly (NamePattern Name, FieldMask Mask)[] _masks;

    private FieldRules(NamePattern[] include, NamePattern[] exclude, (NamePattern, byte[])[] renames, (NamePattern, FieldMask)[] masks)
    {
        _include = include;
        _exclude = exclude;
        _renames = renames;
        _masks = masks;
    }

    public static FieldRules All { get; } = new([], [], [], []);

    /// <summary>Gets the names that pairs are renamed to, in order.</summary>
    public IEnumerable<byte[]> NewNames => _renames.Select(rename => rename.NewName);

    /// <summary>
    /// Compiles valid options. When truncated messages get a mark, a field of a log with the name of the mark gets another name, so that a
    /// log cannot forge the mark.
    /// </summary>
    public static FieldRules Compile(FieldOptions options, bool marksTruncation = false)
    {
        List<(NamePattern, byte[])> renames =
            [.. options.Rename.Select(rename => (NamePattern.Parse(rename.Key), Encoding.UTF8.GetBytes(rename.Value ?? "")))];
        if (marksTruncation)
        {
            renames.Add((NamePattern.Parse(TruncationMark), Encoding.UTF8.GetBytes(TruncationMark + "_")));
        }

        return new(
            NamePattern.ParseAll(options.Include),
            NamePattern.ParseAll(options.Exclude),
            [.. renames],
            [.. options.Mask.Select(mask => (NamePattern.Parse(mask.Key), FieldMask.TryParse(mask.Value)!))]);
    }

    public bool Includes(scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> name) =>
        (_include.Length == 0 || NamePattern.AnyMatches(_include, prefix, name)) && !NamePattern.AnyMatches(_exclude, prefix, name);

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
