using System.Runtime.CompilerServices;

namespace SlsSyslog.ConsumerGroups;

// A Content or a LogTag: key and value, where they lie in the block. Either may be absent, which is the same as empty
// (proto3 writers leave empty texts out).
internal readonly struct LogPair
{
    public int KeyOffset { get; private init; }

    public int KeyLength { get; private init; }

    public int ValueOffset { get; private init; }

    public int ValueLength { get; private init; }

    // Key, then value, then nothing, both shorter than 128 bytes: nearly every pair there is.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPlain(ReadOnlySpan<byte> block, int at, int end)
    {
        ReadOnlySpan<byte> pair = block[at..end];
        if (pair.Length < 4 || pair[0] != WireFormat.PairKey)
        {
            return false;
        }

        int value = pair[1] + 2;
        return pair.Length - 2 >= value && pair[value] == WireFormat.PairValue && pair[value + 1] < 0x80 && pair[1] < 0x80
            && value + 2 + pair[value + 1] == pair.Length;
    }

    // Any order, repeated keys or values (the last wins), unknown fields.
    public static LogPair Read(ReadOnlySpan<byte> block, int at, int end)
    {
        int keyOffset = at;
        int keyLength = 0;
        int valueOffset = at;
        int valueLength = 0;
        while (at < end)
        {
            uint tag = WireFormat.ReadTag(block, ref at, end);
            int fieldEnd;
            switch (tag)
            {
                case WireFormat.PairKey:
                    fieldEnd = WireFormat.ReadFieldEnd(block, ref at, end);
                    (keyOffset, keyLength, at) = (at, fieldEnd - at, fieldEnd);
                    break;
                case WireFormat.PairValue:
                    fieldEnd = WireFormat.ReadFieldEnd(block, ref at, end);
                    (valueOffset, valueLength, at) = (at, fieldEnd - at, fieldEnd);
                    break;
                default:
                    WireFormat.Skip(block, tag, ref at, end);
                    break;
            }
        }

        return new LogPair { KeyOffset = keyOffset, KeyLength = keyLength, ValueOffset = valueOffset, ValueLength = valueLength };
    }
}
