using System.Buffers.Binary;
using System.Numerics;

namespace SlsSyslog.Testing;

/// <summary>Compresses data into one LZ4 block: greedy, with one hash table of the last position of each four bytes.</summary>
internal static class Lz4BlockCompressor
{
    private const int MinMatch = 4;

    // The format requires the last five bytes to be literals and no match to start within the last twelve.
    private const int LastLiterals = 5;
    private const int MatchFindLimit = 12;
    private const int MaxOffset = 65535;
    private const int HashBits = 16;

    // After so many misses in a row the step grows by one, so that incompressible data is skipped quickly.
    private const int SkipTrigger = 6;

    public static int MaxCompressedLength(int length) => length + (length / 255) + 16;

    public static byte[] Compress(ReadOnlySpan<byte> source)
    {
        byte[] output = GC.AllocateUninitializedArray<byte>(MaxCompressedLength(source.Length));
        return output.AsSpan(0, Compress(source, output)).ToArray();
    }

    private static int Compress(ReadOnlySpan<byte> source, Span<byte> output)
    {
        int[] table = new int[1 << HashBits];
        int anchor = 0;
        int written = 0;
        int position = 1;
        int searchEnd = source.Length - MatchFindLimit;
        while (position <= searchEnd)
        {
            int candidate = FindMatch(source, table, ref position, searchEnd);
            if (candidate < 0)
            {
                break;
            }

            while (position > anchor && candidate > 0 && source[position - 1] == source[candidate - 1])
            {
                position--;
                candidate--;
            }

            int length = MatchLength(source, candidate, position, source.Length - LastLiterals);
            written += WriteSequence(source[anchor..position], position - candidate, length, output[written..]);
            position += length;
            anchor = position;
        }

        return written + WriteLiterals(source[anchor..], output[written..]);
    }

    private static int FindMatch(ReadOnlySpan<byte> source, int[] table, ref int position, int searchEnd)
    {
        int misses = 1 << SkipTrigger;
        while (position <= searchEnd)
        {
            uint four = BinaryPrimitives.ReadUInt32LittleEndian(source[position..]);
            ref int slot = ref table[(four * 2654435761u) >> (32 - HashBits)];
            int candidate = slot;
            slot = position;
            if (position - candidate <= MaxOffset && BinaryPrimitives.ReadUInt32LittleEndian(source[candidate..]) == four)
            {
                return candidate;
            }

            position += misses++ >> SkipTrigger;
        }

        return -1;
    }

    private static int MatchLength(ReadOnlySpan<byte> source, int candidate, int position, int end)
    {
        int length = MinMatch;
        while (position + length + sizeof(ulong) <= end)
        {
            ulong difference = BinaryPrimitives.ReadUInt64LittleEndian(source[(candidate + length)..])
                ^ BinaryPrimitives.ReadUInt64LittleEndian(source[(position + length)..]);
            if (difference != 0)
            {
                return length + (BitOperations.TrailingZeroCount(difference) / 8);
            }

            length += sizeof(ulong);
        }

        while (position + length < end && source[candidate + length] == source[position + length])
        {
            length++;
        }

        return length;
    }

    // sequence = token, literal length, literals, offset (2 bytes, little-endian), match length - 4
    private static int WriteSequence(ReadOnlySpan<byte> literals, int offset, int matchLength, Span<byte> output)
    {
        int written = WriteLiterals(literals, output);
        BinaryPrimitives.WriteUInt16LittleEndian(output[written..], (ushort)offset);
        written += sizeof(ushort);
        int rest = matchLength - MinMatch;
        output[0] |= (byte)Math.Min(rest, 15);
        return written + (rest >= 15 ? WriteLength(rest - 15, output[written..]) : 0);
    }

    private static int WriteLiterals(ReadOnlySpan<byte> literals, Span<byte> output)
    {
        output[0] = (byte)(Math.Min(literals.Length, 15) << 4);
        int written = 1;
        if (literals.Length >= 15)
        {
            written += WriteLength(literals.Length - 15, output[written..]);
        }

        literals.CopyTo(output[written..]);
        return written + literals.Length;
    }

    private static int WriteLength(int rest, Span<byte> output)
    {
        int written = 0;
        for (; rest >= 255; rest -= 255)
        {
            output[written++] = 255;
        }

        output[written++] = (byte)rest;
        return written;
    }
}
