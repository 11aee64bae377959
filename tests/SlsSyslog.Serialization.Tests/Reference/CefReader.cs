using System.Text;
using System.Text.RegularExpressions;

namespace SlsSyslog.Serialization.Tests.Reference;

/// <summary>Reads CEF strictly by its grammar, independently of the formatter.</summary>
internal static partial class CefReader
{
    /// <summary>Gets the seven parts of the header and the pairs in order.</summary>
    public static (string[] Header, List<KeyValuePair<string, string>> Pairs) Read(string text)
    {
        Assert.StartsWith("CEF:0|", text, StringComparison.Ordinal);
        List<string> header = [];
        int at = 0;
        StringBuilder part = new();
        for (; header.Count < 7; at++)
        {
            if (text[at] == '\\')
            {
                part.Append(text[++at]);
            }
            else if (text[at] == '|')
            {
                header.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(text[at]);
            }
        }

        List<KeyValuePair<string, string>> pairs = [];
        string extension = text[at..];
        MatchCollection keys = KeyPattern().Matches(extension);
        for (int i = 0; i < keys.Count; i++)
        {
            int start = keys[i].Index + keys[i].Length;
            int end = i + 1 < keys.Count ? keys[i + 1].Index : extension.Length;
            pairs.Add(new(keys[i].Groups[1].Value, Unescape(extension[start..end])));
        }

        return ([.. header], pairs);
    }

    /// <summary>Gets the pairs and asserts that every key occurs once.</summary>
    public static Dictionary<string, string> ReadPairs(string text)
    {
        List<KeyValuePair<string, string>> pairs = Read(text).Pairs;
        Assert.Equal(pairs.Select(pair => pair.Key).Distinct(StringComparer.Ordinal), pairs.Select(pair => pair.Key));
        return new(pairs, StringComparer.Ordinal);
    }

    // A key is at the start or after a space, and its equals sign has no backslash.
    [GeneratedRegex(@"(?:^| )([A-Za-z0-9_.]+)=")]
    private static partial Regex KeyPattern();

    private static string Unescape(string value) => EscapePattern().Replace(value, match => match.Groups[1].Value switch
    {
        "n" => "\n",
        "r" => "\r",
        "t" => "\t",
        _ => match.Groups[1].Value,
    });

    [GeneratedRegex(@"\\([\\=nrt])")]
    private static partial Regex EscapePattern();
}
