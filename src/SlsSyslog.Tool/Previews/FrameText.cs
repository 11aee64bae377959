using System.Buffers;

namespace SlsSyslog.Tool;

/// <summary>Shows bytes from logs on a terminal: what is not printable is escaped, so that it neither moves the cursor nor hides text.</summary>
internal static class FrameText
{
    public static string Escape(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new(bytes.Length);
        while (!bytes.IsEmpty)
        {
            OperationStatus status = Rune.DecodeFromUtf8(bytes, out Rune rune, out int length);
            if (status != OperationStatus.Done)
            {
                AppendHex(text, bytes[..length]);
            }
            else if (rune.Value == '\n')
            {
                text.Append("\\n");
            }
            else if (rune.Value == '\t')
            {
                text.Append("\\t");
            }
            else if (IsHidden(rune))
            {
                AppendHex(text, bytes[..length]);
            }
            else
            {
                text.Append(rune);
            }

            bytes = bytes[length..];
        }

        return text.ToString();
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;

    private static void AppendHex(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            text.Append(CultureInfo.InvariantCulture, $"\\x{value:X2}");
        }
    }
}
