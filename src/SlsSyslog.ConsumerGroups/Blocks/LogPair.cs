using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents the key and the value of a Content or LogTag. Absent ones are empty, because proto3 omits empty strings.</summary>
internal readonly struct LogPair
{
    // Tag, length, tag, length in little endian: both tags match, and both lengths are below 128.
    private const uint PlainMask = 0x80FF80FF;
    private const uint PlainHead = (WireFormat.PairKey << 16) | WireFormat.LogContent;

    public int KeyOffset { get; private init; }

    public int KeyLength { get; private init; }

    public int ValueOffset { get; private init; }

    public int ValueLength { get; private init; }

    /// <summary>
    /// Determines whether a Content field has the most common form: 12 LL 0A KK key 12 VV value, with each length below 128. The end of the
    /// field depends on the first load only, so that the processor can continue with the next field while this one is compared. Reads up to
    /// four bytes after the field, which the slack allows. A field that ends after the slack does not have this form.
    /// </summary>
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

    /// <summary>Reads a pair in any order, with repeated keys or values (the last one is used) and unknown fields.</summary>
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
