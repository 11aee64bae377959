using System.Text;

namespace SlsSyslog.Serialization;

// FieldOptions, compiled. Asked once per name and not once per record: what is found is kept in a KeyCache.
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

    // Every name that something is renamed to, in order.
    public IEnumerable<byte[]> NewNames => _renames.Select(rename => rename.NewName);

    // Where a cut message gets a mark, a log's own field of that name gets another: no log can say that it was cut.
    public static FieldRules Compile(FieldOptions? options, OptionFaults faults, bool marksTruncation = false)
    {
        options ??= new();
        List<(NamePattern, FieldMask)> masks = [];
        foreach ((string name, string text) in options.Mask ?? new Dictionary<string, string>())
        {
            if (FieldMask.Parse(text, $"Fields:Mask:{name}", faults) is { } mask)
            {
                masks.Add((NamePattern.Parse(name), mask));
            }
        }

        List<(NamePattern, byte[])> renames = [];
        foreach ((string name, string newName) in options.Rename ?? new Dictionary<string, string>())
        {
            if (name.EndsWith('*'))
            {
                faults.Add($"Fields:Rename:{name}", "one new name for many would make them one. Name each field by itself.");
            }

            if (marksTruncation && newName == TruncationMark)
            {
                faults.Add($"Fields:Rename:{name}", $"MarkTruncation writes {TruncationMark} itself. Choose another name.");
            }

            renames.Add((NamePattern.Parse(name), Encoding.UTF8.GetBytes(newName ?? "")));
        }

        if (marksTruncation)
        {
            renames.Add((NamePattern.Parse(TruncationMark), Encoding.UTF8.GetBytes(TruncationMark + "_")));
        }

        return new(NamePattern.ParseAll(options.Include), NamePattern.ParseAll(options.Exclude), [.. renames], [.. masks]);
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
