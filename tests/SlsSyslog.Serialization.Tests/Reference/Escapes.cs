using System.Text;

namespace SlsSyslog.Serialization.Tests.Reference;

/// <summary>The escape rules, one character at a time, and back.</summary>
internal static class Escapes
{
    /// <summary>Control characters as JSON writes them, null for all others.</summary>
    public static string? Control(Rune rune) => rune.Value switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < 0x20 or 0x7F => $"\\u{rune.Value:X4}",
        _ => null,
    };

    /// <summary>Control characters, and a backslash before each of the given characters.</summary>
    public static Func<Rune, Rune?, string?> Backslash(string special) =>
        (rune, _) => IsOneOf(special, rune) ? "\\" + rune : Control(rune);

    /// <summary>Control characters, and the given ones as \u00XX; a backslash doubled where it would read as one of these.</summary>
    public static Func<Rune, Rune?, string?> Hex(string special) => (rune, next) =>
    {
        if (rune.Value == '\\')
        {
            return next is { } behind && (IsOneOf("nrtu\\" + special, behind) || Control(behind) is not null) ? "\\\\" : null;
        }

        return Control(rune) ?? (IsOneOf(special, rune) ? $"\\u{rune.Value:X4}" : null);
    };

    /// <summary>Undoes all of these: what stands behind a backslash and is no escape stands for itself, with it where told so.</summary>
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
