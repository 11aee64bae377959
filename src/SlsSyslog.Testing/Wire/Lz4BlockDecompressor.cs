using System.Buffers.Binary;

namespace SlsSyslog.Testing;

/// <summary>Decompresses one LZ4 block of known raw size. Any error in it is a <see cref="FormatException"/>.</summary>
internal static class Lz4BlockDecompressor
{
    public static byte[] Decompress(ReadOnlySpan<byte> block, int rawSize)
    {
        byte[] output = new byte[rawSize];
        int read = 0;
        int written = 0;
        while (read < block.Length)
        {
            byte token = block[read++];
            int literals = ReadLength(block, ref read, token >> 4);
            if (literals > block.Length - read || literals > rawSize - written)
            {
                throw new FormatException("The literals of the LZ4 block exceed its length.");
            }

            block.Slice(read, literals).CopyTo(output.AsSpan(written));
            read += literals;
            written += literals;
            if (read == block.Length)
            {
                return written == rawSize ? output : throw new FormatException($"The LZ4 block contains {written} bytes instead of {rawSize}.");
            }

            if (block.Length - read < sizeof(ushort))
            {
                throw new FormatException("The LZ4 block ends within an offset.");
            }

            ushort offset = BinaryPrimitives.ReadUInt16LittleEndian(block[read..]);
            read += sizeof(ushort);
            int length = ReadLength(block, ref read, token & 15) + 4;
            if (offset == 0 || offset > written || length > rawSize - written)
            {
                throw new FormatException("A match of the LZ4 block refers to data outside the block.");
            }

            // Source and target can overlap: copied byte by byte, as the format requires.
            for (int index = 0; index < length; index++, written++)
            {
                output[written] = output[written - offset];
            }
        }

        throw new FormatException("The LZ4 block does not end with literals.");
    }

    private static int ReadLength(ReadOnlySpan<byte> block, ref int read, int nibble)
    {
        int length = nibble;
        if (nibble < 15)
        {
            return length;
        }

        byte next;
        do
        {
            if (read == block.Length || length > int.MaxValue / 2)
            {
                throw new FormatException("A length field of the LZ4 block is incomplete.");
            }

            next = block[read++];
            length += next;
        }
        while (next == 255);

        return length;
    }
}
