using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SlsSyslog.Serialization;

// Search and copy in one: 32 bytes are loaded, stored, and compared at once. A call to find the next special byte and another
// to copy what stands before it cost two to three times as much for values of a usual length. Targets must have room for whole
// vectors: SyslogWriter.Slack bytes behind the last byte that counts.
internal static class VectorCopy
{
    public const int Width = 32;

    // Copies up to `length` bytes and stops before the first special one. Bytes of the source behind `length` are read but do not
    // count. Returns how many were copied; more than that may have been stored.
    public static int CopyRun(ReadOnlySpan<byte> source, int length, Span<byte> target, EscapeSet escapes, bool isValidUtf8)
    {
        int done = 0;
        while (done < length)
        {
            Vector256<byte> bytes = Load(source[done..]);
            bytes.CopyTo(target[done..]);
            uint special = isValidUtf8 ? escapes.FindSpecial(bytes) : escapes.FindSpecialOrNonAscii(bytes);
            if (special != 0)
            {
                return Math.Min(done + BitOperations.TrailingZeroCount(special), length);
            }

            done += Width;
        }

        return length;
    }

    // Writes pairs one behind the other as long as they are plain: ASCII, nothing to escape, whole vectors readable behind each
    // part, and room for all of it. Returns how many; `length` is what they take in the target.
    public static int CopyPlainPairs(
        ReadOnlySpan<byte> block, ReadOnlySpan<LogFieldRange> pairs, PairLayout layout, Span<byte> target, int room, out int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(room, target.Length - Width);
        int overhead = layout.Open.Length + layout.Middle.Length + layout.Close.Length;
        int position = 0;
        int count = 0;
        foreach (LogFieldRange pair in pairs)
        {
            int at = position;
            if (overhead + pair.KeyLength + pair.ValueLength > room - position)
            {
                break;
            }

            Store(layout.OpenVector, target, at);
            at += layout.Open.Length;
            if (!TryCopyPlain(block, pair.KeyOffset, pair.KeyLength, target, at, layout.KeyEscapes))
            {
                break;
            }

            at += pair.KeyLength;
            Store(layout.MiddleVector, target, at);
            at += layout.Middle.Length;
            if (!TryCopyPlain(block, pair.ValueOffset, pair.ValueLength, target, at, layout.ValueEscapes))
            {
                break;
            }

            at += pair.ValueLength;
            Store(layout.CloseVector, target, at);
            position = at + layout.Close.Length;
            count++;
        }

        length = position;
        return count;
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
    private static Vector256<byte> Load(ReadOnlySpan<byte> source)
    {
        if (source.Length >= Width)
        {
            return Vector256.Create(source);
        }

        Span<byte> whole = stackalloc byte[Width];
        source.CopyTo(whole);
        return Vector256.Create<byte>(whole);
    }
}
