using System.Text;

namespace SlsSyslog.Serialization.Tests.Reference;

/// <summary>Implements the escape rules one character at a time, and their inverse.</summary>
internal static class Escapes
{
    /// <summary>Gets the escape of a control character or a Unicode line break as in JSON; null for other characters.</summary>
    public static string? Control(Rune rune) => rune.Value switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < 0x20 or (>= 0x7F and <= 0x9F) or 0x2028 or 0x2029 => $"\\u{rune.Value:X4}",
        _ => null,
    };

    /// <summary>Escapes control characters, and precedes the given characters by a backslash.</summary>
    public static Func<Rune, Rune?, string?> Backslash(string special) =>
        (rune, _) => IsOneOf(special, rune) ? "\\" + rune : Control(rune);

    /// <summary>
    /// Escapes control characters, and writes the given characters as \u00XX; a backslash is doubled where it would look like an escape.
    /// </summary>
    public static Func<Rune, Rune?, string?> Hex(string special) => (rune, next) =>
    {
        if (rune.Value == '\\')
        {
            return next is { } following && (IsOneOf("nrtu\\" + special, following) || Control(following) is not null) ? "\\\\" : null;
        }

        return Control(rune) ?? (IsOneOf(special, rune) ? $"\\u{rune.Value:X4}" : null);
    };

    /// <summary>
    /// Reverses all escapes. A character after a backslash that is not an escape represents itself, optionally with the backslash.
    /// </summary>
    public static string Undo(string text, bool keepsUnknown)
    {
        StringBuilder result = new();
        for (int i = 0; i < text.Length; i++)
        {
            Assert.False(text[i] < ' ' || text[i] == 0x7F, $"a control character in {text}");
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            char letter = text[++i];
            if (letter == 'u')
            {
                result.Append((char)Convert.ToInt32(text.Substring(i + 1, 4), 16));
                i += 4;
            }
            else if ("nrt".Contains(letter))
            {
                result.Append(letter switch { 'n' => '\n', 'r' => '\r', _ => '\t' });
            }
            else
            {
                result.Append(keepsUnknown && letter != '\\' ? "\\" : "").Append(letter);
            }
        }

        return result.ToString();
    }

    private static bool IsOneOf(string special, Rune rune) => rune.IsBmp && special.Contains((char)rune.Value);
}
