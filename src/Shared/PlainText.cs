namespace SlsSyslog;

/// <summary>
/// Cleans text from outside (SLS, a certificate, a receiver, an event) before it reaches a log, a console or an answer: control and format
/// characters could start a line, move the cursor or reverse the text.
/// </summary>
internal static class PlainText
{
    private const char Replacement = '\uFFFD';
    private const int MaxLength = 2048;

    /// <summary>Removes white space, line ends and invisible characters from both ends of a setting, which files and copied text add.</summary>
    public static string Trim(string? text)
    {
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty && IsInvisible(rest[0]))
        {
            rest = rest[1..];
        }

        while (!rest.IsEmpty && IsInvisible(rest[^1]))
        {
            rest = rest[..^1];
        }

        return rest.Length == text?.Length ? text : rest.ToString();
    }

    /// <summary>Replaces line breaks and tabs by spaces and other control, format and unpaired surrogate characters; cuts very long text.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        bool isCut = text.Length > MaxLength;
        if (!isCut && !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        StringBuilder clean = new(Math.Min(text.Length, MaxLength));
        foreach (Rune rune in text.AsSpan(0, Math.Min(text.Length, MaxLength)).EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control when rune.Value is '\r' or '\n' or '\t' or 0x85:
                case UnicodeCategory.LineSeparator:
                case UnicodeCategory.ParagraphSeparator:
                    clean.Append(' ');
                    break;
                case UnicodeCategory.Control:
                case UnicodeCategory.Format:
                case UnicodeCategory.Surrogate:
                    clean.Append(Replacement);
                    break;
                default:
                    clean.Append(rune);
                    break;
            }
        }

        return isCut ? clean.Append("...").ToString() : clean.ToString();
    }

    private static bool IsInvisible(char character) =>
        char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format;
}
