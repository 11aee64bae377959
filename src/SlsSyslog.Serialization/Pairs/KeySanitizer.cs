namespace SlsSyslog.Serialization;

/// <summary>Writes keys in grammars that allow few bytes: other bytes and an empty key become <c>_</c>, a key too long is cut.</summary>
internal static class KeySanitizer
{
    public const int MaxSdNameLength = 32;

    private static readonly SearchValues<byte> CefKeyBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_."u8);

    private static readonly SearchValues<byte> SdNameBytes =
        SearchValues.Create([.. Enumerable.Range(33, 94).Select(value => (byte)value).Except("=]\""u8.ToArray())]);

    public static void Write(scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> name, KeyStyle style, ref SyslogWriter writer)
    {
        SearchValues<byte> allowed = style == KeyStyle.SdName ? SdNameBytes : CefKeyBytes;
        if (style == KeyStyle.CefKey && (!prefix.IsEmpty || name.StartsWith("__tag__:"u8)))
        {
            // The colon of "__tag__:name" does not count as sanitized: this is the regular spelling of tags here.
            writer.WriteLiteral("__tag__."u8);
            WriteAllowed(prefix.IsEmpty ? name["__tag__:".Length..] : name, allowed, ref writer);
            return;
        }

        if (style == KeyStyle.SdName && prefix.Length + name.Length > MaxSdNameLength)
        {
            name = name[..(MaxSdNameLength - prefix.Length)];
            writer.CountSanitized(1);
        }

        WriteAllowed(prefix, allowed, ref writer);
        WriteAllowed(name, allowed, ref writer);
        if (prefix.Length + name.Length == 0)
        {
            writer.WriteLiteral("_"u8);
            writer.CountSanitized(1);
        }
    }

    private static void WriteAllowed(scoped ReadOnlySpan<byte> text, SearchValues<byte> allowed, ref SyslogWriter writer)
    {
        while (!text.IsEmpty)
        {
            int run = text.IndexOfAnyExcept(allowed);
            writer.WriteLiteral(run < 0 ? text : text[..run]);
            if (run < 0)
            {
                return;
            }

            writer.WriteLiteral("_"u8);
            writer.CountSanitized(1);
            text = text[(run + 1)..];
        }
    }
}
