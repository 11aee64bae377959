using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SlsSyslog.ConsumerGroups;

// A raw LZ4 block, no frame and no size prefix (SLS protocol: x-log-compresstype lz4):
//
//   block    := sequence* last
//   sequence := token [length bytes] literals offset(2, little endian) [length bytes]
//   last     := token [length bytes] literals
//   token    := literal length (high 4 bits) | match length - 4 (low 4 bits); 15 means: add bytes until one is below 255
internal static class Lz4Block
{
    // Copies go 16 bytes at a time and so may write up to this far behind the decoded size.
    public const int Slack = 32;

    private const int Wide = 16;

    // Fills exactly rawSize bytes of the destination, which must have Slack more. Any source gives that or a SlsProtocolException.
    public static void Decode(ReadOnlySpan<byte> source, Span<byte> destination, int rawSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rawSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length - Slack, rawSize, nameof(destination));

        // Offsets are checked by hand against both ends before every move: the span's own checks cost a third of the speed.
        ref byte input = ref MemoryMarshal.GetReference(source);
        ref byte output = ref MemoryMarshal.GetReference(destination);
        nint inputEnd = source.Length;
        nint outputEnd = rawSize;
        nint read = 0;
        nint written = 0;

        while (read < inputEnd)
        {
            int token = Unsafe.Add(ref input, read++);
            nint literals = token >> 4;
            if (literals == 15)
            {
                literals += ReadLength(ref input, ref read, inputEnd);
            }

            if (literals > inputEnd - read || literals > outputEnd - written)
            {
                Throw("literals reach beyond the block");
            }

            CopyLiterals(ref Unsafe.Add(ref input, read), inputEnd - read, ref Unsafe.Add(ref output, written), literals);
            read += literals;
            written += literals;
            if (read == inputEnd)
            {
                break;
            }

            if (inputEnd - read < 2)
            {
                Throw("it ends within an offset");
            }

            nint offset = Unsafe.Add(ref input, read) | (Unsafe.Add(ref input, read + 1) << 8);
            read += 2;
            nint match = token & 15;
            if (match == 15)
            {
                match += ReadLength(ref input, ref read, inputEnd);
            }

            match += 4;
            if (offset == 0 || offset > written || match > outputEnd - written)
            {
                Throw("a match reaches beyond the block");
            }

            CopyMatch(ref Unsafe.Add(ref output, written), offset, match);
            written += match;
        }

        if (written != outputEnd)
        {
            Throw($"it holds {written} bytes instead of {rawSize}");
        }
    }

    private static nint ReadLength(ref byte input, ref nint read, nint inputEnd)
    {
        nint length = 0;
        int more;
        do
        {
            if (read >= inputEnd || length > int.MaxValue - 255)
            {
                Throw("a length does not end");
            }

            more = Unsafe.Add(ref input, read++);
            length += more;
        }
        while (more == 255);
        return length;
    }

    // May write up to 15 bytes too many, into the slack or to where the next bytes go; never reads behind the input.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyLiterals(ref byte from, nint available, ref byte to, nint count)
    {
        if (available - count < Wide)
        {
            Unsafe.CopyBlockUnaligned(ref to, ref from, (uint)count);
            return;
        }

        nint done = 0;
        do
        {
            Vector128.LoadUnsafe(ref from, (nuint)done).StoreUnsafe(ref to, (nuint)done);
            done += Wide;
        }
        while (done < count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyMatch(ref byte to, nint offset, nint count)
    {
        ref byte from = ref Unsafe.Subtract(ref to, offset);
        nint done = 0;

        // A match nearer than one move repeats itself: each round doubles the distance, until a move no longer overlaps.
        while (offset < Wide && done < count)
        {
            Vector128.LoadUnsafe(ref from).StoreUnsafe(ref to, (nuint)done);
            done += offset;
            offset += offset;
        }

        ref byte rest = ref Unsafe.Add(ref to, done);
        nint copied = 0;
        while (copied < count - done)
        {
            Vector128.LoadUnsafe(ref from, (nuint)copied).StoreUnsafe(ref rest, (nuint)copied);
            copied += Wide;
        }
    }

    [DoesNotReturn]
    private static void Throw(string what) => throw new SlsProtocolException($"The LZ4 block is broken: {what}.");
}
