using System.Globalization;
using System.Text;

namespace SlsSyslog.Serialization.Tests.Reference;

/// <summary>Parses a key-value body by its grammar only.</summary>
internal static class KeyValueParser
{
    public static List<(string Key, string Value)> Parse(string body, string separator, string delimiter)
    {
        List<(string, string)> pairs = [];
        int at = 0;
        while (at < body.Length)
        {
            Assert.Equal(separator, body.Substring(at, Math.Min(separator.Length, body.Length - at)));
            at += separator.Length;
            string key = ReadUntil(body, ref at, delimiter[0]);
            Assert.Equal(delimiter, body.Substring(at, Math.Min(delimiter.Length, body.Length - at)));
            at += delimiter.Length;
            pairs.Add((key, ReadUntil(body, ref at, separator[0])));
        }

        return pairs;
    }

    private static string ReadUntil(string body, ref int at, char end)
    {
        StringBuilder text = new();
        while (at < body.Length && body[at] != end)
        {
            char letter = body[at++];
            Assert.False(char.IsControl(letter) && letter < 0x80, $"a control character {(int)letter:X2}");
            if (letter != '\\')
            {
                text.Append(letter);
                continue;
            }

            letter = body[at++];
            if (letter == 'u')
            {
                text.Append((char)int.Parse(body.AsSpan(at, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                at += 4;
                continue;
            }

            text.Append(letter switch { 'n' => '\n', 'r' => '\r', 't' => '\t', _ => letter });
        }

        return text.ToString();
    }
}
