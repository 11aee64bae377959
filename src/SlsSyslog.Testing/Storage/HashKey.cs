namespace SlsSyslog.Testing;

/// <summary>Represents hash keys of shards: 128-bit numbers in 32 hex digits. The last shard of a logstore includes the greatest key.</summary>
internal static class HashKey
{
    public static string Format(UInt128 key) => key.ToString("x32", CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out UInt128 key)
    {
        key = default;
        return text.Length == 32 && UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out key);
    }
}
