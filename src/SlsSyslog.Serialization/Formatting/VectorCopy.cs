using System.Numerics;
using System.Runtime.InteropServices;

namespace SlsSyslog.Serialization;

/// <summary>Searches and copies in one step: 32 bytes are loaded, stored and compared at once.</summary>
/// <remarks>
/// A separate search for the next special byte and a copy of the text before it cost two to three times as much for values of a typical
/// length. Targets must have room for whole vectors: <see cref="SyslogWriter.Slack"/> bytes after the last byte of the result.
/// </remarks>
internal static class VectorCopy
{
    public const int Width = 32;

    /// <summary>
    /// Copies up to a number of bytes and stops before the first special byte, unless the grammar writes it after a backslash. The source is read
    /// beyond that length, but these bytes are not part of the result.
    /// </summary>
    /// <returns>The number of bytes of the source. <c>written</c> is the number of bytes in the target; more bytes may have been stored.</returns>
    public static int CopyRun(
        ReadOnlySpan<byte> source, int length, Span<byte> target, int room, EscapeSet escapes, bool isValidUtf8, out int written)
    {
        int spare = escapes.AddsBackslashes ? room - length : 0;
        int at = 0;
        written = 0;
        while (at < length)
        {
            Vector256<byte> bytes = Load(source[at..]);
            bytes.CopyTo(target[written..]);
            uint special = isValidUtf8 ? escapes.FindSpecial(bytes) : escapes.FindSpecialOrNonAscii(bytes);
            int count = Math.Min(length - at, Width);
            for (special &= uint.MaxValue >> (Width - count); special != 0; special &= special - 1)
            {
                int next = BitOperations.TrailingZeroCount(special);
                if (spare <= 0 || source[at + next] is < 0x20 or >= 0x7F)
                {
                    written += next;
                    return at + next;
                }

                // The rest of the vector moves by one byte.
                target[written + next] = (byte)'\\';
                written++;
                spare--;
                Load(source[(at + next)..]).CopyTo(target[(written + next)..]);
            }

            at += count;
            written += count;
        }

        return length;
    }

    /// <summary>
    /// Writes consecutive pairs while they need nothing but copying: the key is known and needs only its text, the value is ASCII without
    /// special bytes and can be read in whole vectors, and everything fits.
    /// </summary>
    /// <returns>The index of the first pair that was not written. <c>length</c> is the number of bytes in the target.</returns>
    public static int CopyPlainPairs(
        ReadOnlySpan<byte> block,
        ReadOnlySpan<LogFieldRange> pairs,
        int first,
        PairLayout layout,
        KeyCache keys,
        Span<byte> target,
        int room,
        out int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(room, target.Length - Width);
        EscapeSet escapes = layout.ValueEscapes;
        int position = 0;
        int at = first;
        for (; at < pairs.Length; at++)
        {
            LogFieldRange pair = pairs[at];
            PairKey? key = keys.Find(at, block, pair.KeyOffset, pair.KeyLength);
            if (key is null
                || (uint)key.FastLength + (uint)pair.ValueLength > (uint)(room - position))
            {
                if (key is { IsExcluded: true })
                {
                    continue;
                }

                break;
            }

            CopyText(key, target, position);
            int end = position + key.TextLength;
            if (!TryCopyPlain(block, pair.ValueOffset, pair.ValueLength, target, end, escapes))
            {
                break;
            }

            end += pair.ValueLength;
            Store(layout.CloseVector, target, end);
            position = end + layout.Close.Length;
        }

        length = position;
        return at;
    }

    /// <summary>
    /// Writes the text before a value, a value, and what follows it, if the value is ASCII without special bytes and can be read in whole
    /// vectors. Returns false when it is not; the target then contains nothing that counts.
    /// </summary>
    public static bool TryCopyPair(
        WideText before, ReadOnlySpan<byte> source, int length, WideText after, Span<byte> target, EscapeSet escapes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(before.Length + length + after.Length, target.Length - Width);
        CopyWide(before, target, 0);
        if (!TryCopyPlain(source, 0, length, target, before.Length, escapes))
        {
            return false;
        }

        CopyWide(after, target, before.Length + length);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyWide(WideText text, Span<byte> target, int at)
    {
        for (int done = 0; done < text.Length; done += Width)
        {
            Store(Vector256.Create<byte>(text.Bytes.AsSpan(done)), target, at + done);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyText(PairKey key, Span<byte> target, int at)
    {
        Store(key.TextVector, target, at);
        if (key.TextLength > Width)
        {
            Store(Vector256.Create<byte>(key.TextBuffer.AsSpan(Width)), target, at + Width);
            if (key.TextLength > 2 * Width)
            {
                Store(Vector256.Create<byte>(key.TextBuffer.AsSpan(2 * Width)), target, at + (2 * Width));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryCopyPlain(ReadOnlySpan<byte> block, int offset, int length, Span<byte> target, int at, EscapeSet escapes)
    {
        ReadOnlySpan<byte> source = block[offset..];
        int left = length;
        while (left > 0)
        {
            if (source.Length < Width)
            {
                return false;
            }

            Vector256<byte> bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(source));
            Store(bytes, target, at);
            uint special = escapes.FindSpecialOrNonAscii(bytes);
            if (left <= Width)
            {
                return special << (Width - left) == 0;
            }

            if (special != 0)
            {
                return false;
            }

            left -= Width;
            at += Width;
            source = source[Width..];
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<byte> bytes, Span<byte> target, int at) =>
        bytes.StoreUnsafe(ref MemoryMarshal.GetReference(target), (nuint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Load(ReadOnlySpan<byte> source) =>
        source.Length >= Width ? Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(source)) : LoadEnd(source);

    // A method with stackalloc is not inlined.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<byte> LoadEnd(ReadOnlySpan<byte> source)
    {
        Span<byte> whole = stackalloc byte[Width];
        source.CopyTo(whole);
        return Vector256.Create<byte>(whole);
    }
}
