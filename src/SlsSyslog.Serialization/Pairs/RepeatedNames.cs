namespace SlsSyslog.Serialization;

// Tells cheaply whether two pairs of one record could have the same name: different keys have different names, except those that
// are renamed, that others are renamed to, that are repaired, or that SLS itself uses. Each of these has a bit; who meets a bit
// for the second time must look closely.
internal sealed class RepeatedNames(FieldRules rules)
{
    // What every record has by itself, and what repair makes of broken names.
    public const ulong Common = 1UL << 63;

    private readonly byte[][] _newNames = [.. rules.NewNames];

    public ulong FindBit(scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> name, bool isSanitized)
    {
        if (isSanitized || !prefix.IsEmpty || IsOurs(name))
        {
            return Common;
        }

        for (int i = 0; i < _newNames.Length; i++)
        {
            if (name.SequenceEqual(_newNames[i]))
            {
                // Names that share a bit only cause a closer look.
                return 1UL << (i % 63);
            }
        }

        return 0;
    }

    private static bool IsOurs(scoped ReadOnlySpan<byte> name) =>
        name.SequenceEqual("__topic__"u8) || name.SequenceEqual("__source__"u8) || name.SequenceEqual("__time_ns_part__"u8)
        || name.StartsWith("__tag__:"u8);
}
