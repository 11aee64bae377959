namespace SlsSyslog.Serialization;

/// <summary>Represents a name or the prefix of names: <c>status</c>, <c>__tag__:*</c>.</summary>
internal sealed class NamePattern
{
    private readonly byte[] _text;
    private readonly bool _isPrefix;

    private NamePattern(string text, bool isPrefix)
    {
        _isPrefix = isPrefix;
        _text = Encoding.UTF8.GetBytes(text);
    }

    public static NamePattern[] ParseAll(IEnumerable<string> texts) => [.. texts.Select(Parse)];

    public static NamePattern Parse(string text) => text.EndsWith('*') ? new(text[..^1], isPrefix: true) : Exact(text);

    public static NamePattern Exact(string text) => new(text, isPrefix: false);

    public static bool AnyMatches(NamePattern[] patterns, scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> name)
    {
        foreach (NamePattern pattern in patterns)
        {
            if (pattern.Matches(prefix, name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Determines whether the pattern could match a name that begins with the given one and a dot.</summary>
    public bool CouldMatchBelow(scoped ReadOnlySpan<byte> name) =>
        (_text.Length > name.Length && _text[name.Length] == '.' && _text.AsSpan().StartsWith(name))
        || (_isPrefix && name.StartsWith(_text));

    /// <summary>Matches a name in two parts, so that <c>__tag__:</c> and the name of a tag need not be concatenated.</summary>
    public bool Matches(scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> name)
    {
        int length = prefix.Length + name.Length;
        if (_isPrefix ? length < _text.Length : length != _text.Length)
        {
            return false;
        }

        int inPrefix = Math.Min(prefix.Length, _text.Length);
        ReadOnlySpan<byte> rest = _text.AsSpan(inPrefix);
        return prefix[..inPrefix].SequenceEqual(_text.AsSpan(0, inPrefix)) && name[..rest.Length].SequenceEqual(rest);
    }
}
