namespace SlsSyslog.Serialization;

/// <summary>Represents a field that contains JSON, and the elements of its arrays that are addressed by their indexes.</summary>
internal sealed class ExpandedField
{
    private readonly byte[] _name;

    private ExpandedField(string name, bool expandsArrays, IEnumerable<string> paths)
    {
        _name = Encoding.UTF8.GetBytes(name);
        ExpandsArrays = expandsArrays;
        Elements = [.. paths.SelectMany(ParseElements).DistinctBy(element => (Encoding.UTF8.GetString(element.Array), element.Index))];
    }

    public ReadOnlySpan<byte> Name => _name;

    public bool ExpandsArrays { get; }

    /// <summary>Gets the addressed elements: the dotted name of the array and the index.</summary>
    public (byte[] Array, int Index)[] Elements { get; }

    /// <summary>Creates the fields of a list that can contain elements of arrays, such as <c>event</c> and <c>sourceIPs.0</c>.</summary>
    public static ExpandedField[] Create(IEnumerable<(string Path, bool Arrays)> paths)
    {
        (string Path, bool Arrays)[] all = [.. paths];
        List<(string Name, bool Arrays)> fields = [.. all.Where(path => FindIndex(path.Path) < 0)];
        foreach ((string path, bool arrays) in all.Where(path => FindIndex(path.Path) > 0))
        {
            if (!fields.Exists(field => path.StartsWith(field.Name + ".", StringComparison.Ordinal)))
            {
                fields.Add((path[..FindIndex(path)], arrays));
            }
        }

        return
        [
            .. fields.DistinctBy(field => field.Name).Select(field => new ExpandedField(
                field.Name,
                field.Arrays,
                all.Select(path => path.Path).Where(path => path.StartsWith(field.Name + ".", StringComparison.Ordinal)))),
        ];
    }

    /// <summary>Determines whether the path addresses an element of an array.</summary>
    public static bool IsElement(string path) => FindIndex(path) > 0;

    /// <summary>Finds the largest addressed index of an array; -1 when no element is addressed.</summary>
    public int FindLastElement(scoped ReadOnlySpan<byte> array)
    {
        int last = -1;
        foreach ((byte[] name, int index) in Elements)
        {
            last = index > last && array.SequenceEqual(name) ? index : last;
        }

        return last;
    }

    /// <summary>Determines whether an element of an array is addressed.</summary>
    public bool HasElement(scoped ReadOnlySpan<byte> array, int index)
    {
        foreach ((byte[] name, int known) in Elements)
        {
            if (known == index && array.SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Determines whether a name begins with the name of the field and a dot.</summary>
    public bool IsPrefixOf(scoped ReadOnlySpan<byte> name) =>
        name.Length > _name.Length && name[_name.Length] == '.' && name.StartsWith(_name);

    // The position of the dot before the first segment that is a number.
    private static int FindIndex(string path)
    {
        for (int dot = path.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = path.IndexOf('.', dot + 1))
        {
            int end = path.IndexOf('.', dot + 1);
            if (IsIndex(path[(dot + 1)..(end < 0 ? path.Length : end)]))
            {
                return dot;
            }
        }

        return -1;
    }

    private static bool IsIndex(string segment) => segment.Length is > 0 and < 6 && segment.All(char.IsAsciiDigit);

    private static IEnumerable<(byte[] Array, int Index)> ParseElements(string path)
    {
        string[] segments = path.Split('.');
        for (int i = 1; i < segments.Length; i++)
        {
            if (IsIndex(segments[i]))
            {
                string array = string.Join('.', segments[..i]);
                yield return (Encoding.UTF8.GetBytes(array), int.Parse(segments[i], CultureInfo.InvariantCulture));
            }
        }
    }
}
