using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Reads fields in the form in which writers usually write them, with few loads. A field in another form is not read; it can still be valid.
/// </summary>
/// <remarks>
/// Each method reads up to eight bytes from <c>at</c> without a check of the span, and is called only when <c>at</c> is not after <c>end</c>
/// and the block has <see cref="Lz4Block.Slack"/> more bytes after <c>end</c>. A field that is read ends at <c>end</c> or before.
/// </remarks>
internal static class PlainField
{
    // Masks and values in little endian: the bytes that are tags, and the highest bits of the bytes that are lengths.
    private const ulong ShortMask = 0x80FF80FF;
    private const ulong ShortHead = (WireFormat.PairKey << 16) | WireFormat.LogContent;
    private const ulong LongMask = 0x80FF8080FF;
    private const ulong LongHead = ((ulong)WireFormat.PairKey << 24) | 0x8000 | WireFormat.LogContent;
    private const ulong TimeMask = 0x8080808080FF;
    private const ulong TimeHead = 0x8080808000 | WireFormat.LogTime;
    private const int MaxShort = 127;

    /// <summary>
    /// Reads a Content field with a key below 128 bytes and then a value below 16 KiB: 12 length 0A length key 12 length value. The end of
    /// the field depends on the first load only, so that the processor can continue with the next field while this one is compared.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadContent(
        ref byte block, int at, int end, out int next, out int keyOffset, out int keyLength, out int valueOffset)
    {
        ulong head = Read64(ref block, at);
        if ((head & ShortMask) == ShortHead)
        {
            keyLength = (int)(head >> 24) & 0x7F;
            keyOffset = at + 4;
            next = at + 2 + ((int)(head >> 8) & 0x7F);
            valueOffset = keyOffset + keyLength + 2;
            int valueLength = next - valueOffset;
            return (uint)next <= (uint)end && valueLength >= 0
                && Read16(ref block, valueOffset - 2) == (WireFormat.PairValue | ((uint)valueLength << 8));
        }

        keyLength = (int)(head >> 32) & 0x7F;
        keyOffset = at + 5;
        next = at + 3 + (((int)(head >> 8) & 0x7F) | ((int)(head >> 9) & 0x3F80));
        valueOffset = keyOffset + keyLength + 2;
        int length = next - valueOffset;
        if ((head & LongMask) != LongHead || (uint)next > (uint)end || length < 0)
        {
            return false;
        }

        if (length <= MaxShort)
        {
            return Read16(ref block, valueOffset - 2) == (WireFormat.PairValue | ((uint)length << 8));
        }

        // The length of the value has two bytes.
        valueOffset++;
        length--;
        uint expected = WireFormat.PairValue | (((uint)length & 0x7F) << 8) | 0x8000 | ((uint)length >> 7 << 16);
        return (Read32(ref block, valueOffset - 3) & 0xFFFFFF) == expected;
    }

    /// <summary>Reads a field with a length below 16 KiB, of a tag of one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadBytes(ref byte block, int at, int end, uint tag, out int start, out int next)
    {
        uint head = Read32(ref block, at);
        int length = (int)(head >> 8) & 0x7F;
        start = at + 2;
        if ((head & 0x8000) != 0)
        {
            length |= (int)(head >> 9) & 0x3F80;
            start++;
        }

        next = start + length;
        return (byte)head == tag && (head & 0x808000) != 0x808000 && (uint)next <= (uint)end;
    }

    /// <summary>Reads the Time of a log with five bytes, which it has from 1978 on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadTime(ref byte block, int at, int end, out uint seconds)
    {
        ulong head = Read64(ref block, at);
        seconds = (uint)(((head >> 8) & 0x7F) | ((head >> 9) & 0x3F80) | ((head >> 10) & 0x1F_C000) | ((head >> 11) & 0xFE0_0000)
            | ((head >> 12) & 0x7_F000_0000));
        return (head & TimeMask) == TimeHead && end - at >= TimeBytes;
    }

    /// <summary>The length of the field that <see cref="TryReadTime"/> reads.</summary>
    public const int TimeBytes = 6;

    public static ref byte Start(ReadOnlySpan<byte> block) => ref MemoryMarshal.GetReference(block);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read64(ref byte block, int at)
    {
        ulong value = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref block, at));
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Read32(ref byte block, int at)
    {
        uint value = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref block, at));
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Read16(ref byte block, int at)
    {
        ushort value = Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref block, at));
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }
}
