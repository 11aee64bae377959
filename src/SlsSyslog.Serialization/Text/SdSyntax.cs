using System.Text.Unicode;

namespace SlsSyslog.Serialization;

/// <summary>Parses structured data that users provide (RFC 5424 6.3).</summary>
internal static class SdSyntax
{
    /// <summary>Returns whether the text is complete elements with different SD-IDs, without control characters, which nothing escapes.</summary>
    public static bool IsStructuredData(scoped ReadOnlySpan<byte> text)
    {
        if (text.ContainsAnyInRange((byte)0, (byte)0x1F) || text.Contains((byte)0x7F) || !Utf8.IsValid(text) || LineControl.IsIn(text))
        {
            return false;
        }

        for (int at = 0; at < text.Length;)
        {
            if (text[at] != '[' || !TryReadName(text, at + 1, out int end) || IsRepeated(text[..at], text[(at + 1)..end]))
            {
                return false;
            }

            at = end;
            while (at < text.Length && text[at] == ' ')
            {
                if (!TryReadParameter(text, ref at))
                {
                    return false;
                }
            }

            if (at >= text.Length || text[at++] != ']')
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryReadName(scoped ReadOnlySpan<byte> text, int start, out int end)
    {
        end = start;
        while (end < text.Length && text[end] is > 32 and < 127 and not (byte)'=' and not (byte)']' and not (byte)'"')
        {
            end++;
        }

        return end > start && end - start <= KeySanitizer.MaxSdNameLength;
    }

    private static bool TryReadParameter(scoped ReadOnlySpan<byte> text, ref int at)
    {
        if (!TryReadName(text, at + 1, out int end) || !text[end..].StartsWith("=\""u8))
        {
            return false;
        }

        at = end + 2;
        while (at < text.Length && text[at] != '"')
        {
            if (text[at] == ']')
            {
                return false;
            }

            at += text[at] == '\\' ? 2 : 1;
        }

        return at++ < text.Length;
    }

    // The text before is valid. An opening bracket of an element is at its start or after a closing bracket, both outside of quotation
    // marks.
    private static bool IsRepeated(scoped ReadOnlySpan<byte> before, scoped ReadOnlySpan<byte> id)
    {
        bool isQuoted = false;
        for (int at = 0; at < before.Length; at++)
        {
            if (isQuoted && before[at] == '\\')
            {
                at++;
            }
            else if (before[at] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && before[at] == '[' && (at == 0 || before[at - 1] == ']')
                && before[(at + 1)..].StartsWith(id) && before[at + 1 + id.Length] is (byte)' ' or (byte)']')
            {
                return true;
            }
        }

        return false;
    }
}
