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

    // Copies one vector from a place that has 32 readable bytes, and says which of the first `length` bytes (1 to 32) are special.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint CopyOne(ReadOnlySpan<byte> source, Span<byte> target, int length, EscapeSet escapes)
    {
        Vector256<byte> bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(source));
        bytes.StoreUnsafe(ref MemoryMarshal.GetReference(target));
        return escapes.FindSpecialOrNonAscii(bytes) << (Width - length);
    }

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
