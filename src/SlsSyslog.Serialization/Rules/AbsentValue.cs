namespace SlsSyslog.Serialization;

/// <summary>Recognizes the values that the logs of Alibaba Cloud have for nothing: <c>-</c>, the empty text and the word <c>null</c>.</summary>
internal static class AbsentValue
{
    public static bool Is(scoped ReadOnlySpan<byte> value) => value.Length switch
    {
        0 => true,
        1 => value[0] == '-',
        4 => (value[0] | 0x20) == 'n' && Ascii.EqualsIgnoreCase(value, "null"u8),
        _ => false,
    };
}
