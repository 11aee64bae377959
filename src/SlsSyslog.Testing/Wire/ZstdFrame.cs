using System.Buffers.Binary;

namespace SlsSyslog.Testing;

/// <summary>Stores bytes uncompressed in a valid zstd frame (RFC 8878 section 3.1.1), for clients that accept only zstd.</summary>
internal static class ZstdFrame
{
    private const uint Magic = 0xFD2FB528;

    // single segment, no checksum, content size in four bytes
    private const byte Descriptor = 0b1010_0000;
    private const int MaxBlock = 128 * 1024;

    public static byte[] Store(ReadOnlySpan<byte> raw)
    {
        int blocks = Math.Max(1, (raw.Length + MaxBlock - 1) / MaxBlock);
        byte[] frame = new byte[sizeof(uint) + 1 + sizeof(uint) + (blocks * 3) + raw.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(frame, Magic);
        frame[4] = Descriptor;
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(5), (uint)raw.Length);
        int position = 9;
        for (int block = 0; block < blocks; block++)
        {
            ReadOnlySpan<byte> part = raw.Slice(block * MaxBlock, Math.Min(MaxBlock, raw.Length - (block * MaxBlock)));

            // Block_Header: last block (1 bit), type raw = 0 (2 bits), size (21 bits)
            int header = (part.Length << 3) | (block == blocks - 1 ? 1 : 0);
            frame[position++] = (byte)header;
            frame[position++] = (byte)(header >> 8);
            frame[position++] = (byte)(header >> 16);
            part.CopyTo(frame.AsSpan(position));
            position += part.Length;
        }

        return frame;
    }
}
