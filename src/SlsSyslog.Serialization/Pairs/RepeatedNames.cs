namespace SlsSyslog.Serialization;

/// <summary>
/// Detects cheaply whether two pairs of one record could have the same name. Different keys have different names, except keys that are
/// renamed, that others are renamed to, that are sanitized, or that SLS uses. Each of these has a bit; a bit that occurs twice requires a
/// full comparison.
/// </summary>
internal sealed class RepeatedNames(FieldRules rules)
{
    /// <summary>The bit of the names that every record has, and of sanitized names.</summary>
    public const ulong Common = 1UL << 63;

    private readonly byte[][] _newNames = [.. rules.NewNames];

    public ulong FindBit(scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> name, bool isSanitized)
    {
        if (isSanitized || !prefix.IsEmpty || IsReserved(name))
        {
            return Common;
        }

        for (int i = 0; i < _newNames.Length; i++)
        {
            if (name.SequenceEqual(_newNames[i]))
            {
                // Names that share a bit only cause a full comparison.
                return 1UL << (i % 63);
            }
        }

        return 0;
    }

    private static bool IsReserved(scoped ReadOnlySpan<byte> name) =>
        name.SequenceEqual("__topic__"u8) || name.SequenceEqual("__source__"u8) || name.SequenceEqual("__time_ns_part__"u8)
        || name.StartsWith("__tag__:"u8);
}
