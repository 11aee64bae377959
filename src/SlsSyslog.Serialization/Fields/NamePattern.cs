using System.Text;

namespace SlsSyslog.Serialization;

// A name, or the beginning of names: "status", "__tag__:*".
internal sealed class NamePattern
{
    private readonly byte[] _text;
    private readonly bool _isPrefix;

    private NamePattern(string text)
    {
        _isPrefix = text.EndsWith('*');
        _text = Encoding.UTF8.GetBytes(_isPrefix ? text[..^1] : text);
    }

    public static NamePattern[] ParseAll(IEnumerable<string>? texts) => [.. (texts ?? []).Select(text => new NamePattern(text))];

    public static NamePattern Parse(string text) => new(text);

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

    // The name comes in two parts, so that "__tag__:" and a tag's name need not be put together.
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
