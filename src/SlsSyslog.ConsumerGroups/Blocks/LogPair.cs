using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace SlsSyslog.ConsumerGroups;

// A Content or a LogTag: key and value, where they lie in the block. Either may be absent, which is the same as empty
// (proto3 writers leave empty texts out).
internal readonly struct LogPair
{
    // Tag, length, tag, length, little endian: both tags as they must be, both lengths below 128.
    private const uint PlainMask = 0x80FF80FF;
    private const uint PlainHead = (WireFormat.PairKey << 16) | WireFormat.LogContent;

    public int KeyOffset { get; private init; }

    public int KeyLength { get; private init; }

    public int ValueOffset { get; private init; }

    public int ValueLength { get; private init; }

    // A whole Content field in the form that nearly all have: 12 LL 0A KK key 12 VV value, each length below 128. Where it ends depends
    // on the first load alone, so that the processor goes on to the next field while the rest of this one is still being compared.
    // Looks at up to four bytes behind the place, which the slack behind a block allows; one that claims to end behind the slack is none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPlainField(ReadOnlySpan<byte> block, int at, out int end, out int keyLength)
    {
        uint head = BinaryPrimitives.ReadUInt32LittleEndian(block.Slice(at, 4));
        int length = (int)(head >> 8) & 0xFF;
        keyLength = (int)(head >> 24);
        end = at + 2 + length;
        int valueLength = length - 4 - keyLength;
        if ((head & PlainMask) != PlainHead || valueLength < 0 || end > block.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> value = block.Slice(at + 4 + keyLength, 2);
        return value[0] == WireFormat.PairValue && value[1] == valueLength;
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
