using System.Buffers.Binary;

namespace SlsSyslog.Serialization;

/// <summary>Computes a hash that is evenly distributed and the same in every process. It does not protect against chosen content.</summary>
internal static class StableHash
{
    /// <summary>Adds a text, whose length counts too.</summary>
    public static ulong Append(ulong hash, scoped ReadOnlySpan<byte> text)
    {
        ulong rest = (ulong)text.Length;
        for (; text.Length >= sizeof(ulong); text = text[sizeof(ulong)..])
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text));
        }

        hash = Mix(hash ^ rest);
        rest = 0;
        foreach (byte value in text)
        {
            rest = (rest << 8) | value;
        }

        return Mix(hash ^ rest);
    }

    // The finalizer of SplitMix64 (Steele, Lea, Flood 2014), which changes half of the bits for each changed bit.
    private static ulong Mix(ulong value)
    {
        value += 0x9E37_79B9_7F4A_7C15;
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
