using System.Text;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Reference;

/// <summary>Writes CEF, LEEF and structured data strictly by their grammars.</summary>
internal static class PairFormats
{
    public static void WriteCef(RecordModel model, ReferenceText text)
    {
        int start = text.Length;
        text.Reserve(1);
        (string Suffix, int Length)[] names = ReferenceNames.Distinguish(model, key => CefKeyOf(key, out _));
        foreach ((int i, (byte[] key, byte[] value)) in model.Pairs().Index())
        {
            string name = CefKeyOf(key, out bool isSanitized) + names[i].Suffix;
            int before = text.Length;
            text.AddPair(" ", Encoding.ASCII.GetBytes(name), Escapes.Backslash(""), "=", value, Escapes.Backslash("\\="), "");
            if (isSanitized && text.Length > before)
            {
                text.Sanitize();
            }
        }

        text.Close(text.Length == start ? "|" : "", 1);
        text.Patch(start, '|');
    }

    public static void WriteLeef(RecordModel model, ReferenceText text, char delimiter)
    {
        int start = text.Length;
        text.Reserve(1);
        (string Suffix, int Length)[] names = ReferenceNames.Distinguish(model, ReferenceNames.WriteWith(Escapes.Hex($"={delimiter}")));
        foreach ((int i, (byte[] key, byte[] value)) in model.Pairs().Index())
        {
            text.AddPair($"{delimiter}", key, Escapes.Hex($"={delimiter}"), names[i].Suffix + "=", value, Escapes.Hex($"{delimiter}"), "");
        }

        text.Close(text.Length == start ? "|" : "", 1);
        text.Patch(start, '|');
    }

    /// <summary>Writes an element. Parameters that do not fit are left out.</summary>
    public static void WriteElement(RecordModel model, ReferenceText text, string id)
    {
        // The closing bracket, and the "-" that replaces an element that does not fit.
        text.Reserve(2);
        text.Add("[" + id);
        (string Suffix, int Length)[] names = ReferenceNames.Distinguish(model, key => SdNameOf(key, out _), 32);
        foreach ((int i, (byte[] key, byte[] value)) in model.Pairs().Index())
        {
            string name = SdNameOf(key, out bool isSanitized)[..names[i].Length] + names[i].Suffix;
            ReferenceText parameter = new(int.MaxValue);
            parameter.AddPair(" ", Encoding.ASCII.GetBytes(name), Escapes.Backslash(""), "=\"", value, Escapes.Backslash("\"\\]"), "\"");
            if (isSanitized)
            {
                parameter.Sanitize();
            }

            text.AddWhole(parameter);
        }

        text.Close("]", 2);
    }

    public static string CefKeyOf(byte[] key, out bool isSanitized) =>
        KeyOf(key, rune => char.IsAsciiLetterOrDigit(rune) || rune is '_' or '.', int.MaxValue, out isSanitized);

    private static string SdNameOf(byte[] key, out bool isSanitized) =>
        KeyOf(key, letter => letter is > ' ' and < '\x7f' and not '=' and not ']' and not '"', 32, out isSanitized);

    /// <summary>Replaces each byte that a key cannot contain, and an empty key, by an underscore.</summary>
    public static string KeyOf(byte[] key, Func<char, bool> isAllowed, int maxLength, out bool isSanitized)
    {
        bool isTag = maxLength == int.MaxValue && key.AsSpan().StartsWith("__tag__:"u8);
        if (isTag)
        {
            return "__tag__." + (key.Length == 8 ? Clear(out isSanitized) : KeyOf(key[8..], isAllowed, maxLength, out isSanitized));
        }

        byte[] cut = key.Length > maxLength ? key[..maxLength] : key;
        isSanitized = cut.Length < key.Length || cut.Length == 0 || !cut.All(value => isAllowed((char)value));
        string name = string.Concat(cut.Select(value => isAllowed((char)value) ? (char)value : '_'));
        return name.Length == 0 ? "_" : name;
    }

    private static string Clear(out bool isSanitized)
    {
        isSanitized = false;
        return "";
    }
}
