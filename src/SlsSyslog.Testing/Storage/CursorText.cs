using System.Buffers.Text;

namespace SlsSyslog.Testing;

/// <summary>Converts between cursor numbers and their text: base64 of the decimal digits.</summary>
internal static class CursorText
{
    public static string Format(long cursor) => Convert.ToBase64String(Encoding.ASCII.GetBytes(cursor.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Parses a cursor with or without its padding.</summary>
    public static bool TryParse(string text, out long cursor)
    {
        cursor = 0;
        string padded = text.TrimEnd('=');
        padded += (padded.Length % 4) switch { 2 => "==", 3 => "=", _ => "" };
        if (padded.Length is 0 or > 28 || !Base64.IsValid(padded))
        {
            return false;
        }

        string digits = Encoding.ASCII.GetString(Convert.FromBase64String(padded));
        return digits.All(char.IsAsciiDigit) && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out cursor);
    }
}
