using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Decodes raw LZ4 blocks, without a frame and a size prefix (SLS protocol: x-log-compresstype lz4).</summary>
/// <remarks>
/// <code>
///   block    := sequence* last
///   sequence := token [length bytes] literals offset(2, little endian) [length bytes]
///   last     := token [length bytes] literals
///   token    := literal length (high 4 bits) | match length - 4 (low 4 bits); 15 means: add bytes until one is below 255
/// </code>
/// </remarks>
internal ref struct Lz4Block
{
    /// <summary>How many bytes after the decoded size can be written, because copies move 16 bytes at a time.</summary>
    public const int Slack = 32;

    private const int Wide = 16;

    private readonly ReadOnlySpan<byte> _source;
    private readonly Span<byte> _destination;
    private readonly int _rawSize;
    private int _read;

    /// <summary>
    /// Initializes a new instance of the <see cref="Lz4Block"/> struct that fills exactly <paramref name="rawSize"/> bytes of the destination,
    /// which must have <see cref="Slack"/> more bytes.
    /// </summary>
    public Lz4Block(ReadOnlySpan<byte> source, Span<byte> destination, int rawSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rawSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length - Slack, rawSize, nameof(destination));
        _source = source;
        _destination = destination;
        _rawSize = rawSize;
    }

    public int Written { get; private set; }

    public readonly bool IsComplete => _read == _source.Length;

    /// <summary>Decodes a whole block.</summary>
    /// <exception cref="SlsProtocolException">The source is not a valid block of that size.</exception>
    public static void Decode(ReadOnlySpan<byte> source, Span<byte> destination, int rawSize) =>
        new Lz4Block(source, destination, rawSize).DecodeNext(rawSize);

    /// <summary>Decodes at least a number of further bytes, or the rest.</summary>
    /// <exception cref="SlsProtocolException">The source is not a valid block of that size.</exception>
    public void DecodeNext(int bytes)
    {
        // Offsets are checked against both ends before every move. The checks of the span would make decoding a third slower.
        ref byte input = ref MemoryMarshal.GetReference(_source);
        ref byte output = ref MemoryMarshal.GetReference(_destination);
        nint inputEnd = _source.Length;
        nint outputEnd = _rawSize;
        nint read = _read;
        nint written = Written;
        nint stop = bytes < outputEnd - written ? written + bytes : nint.MaxValue;

        while (read < inputEnd && written < stop)
        {
            int token = Unsafe.Add(ref input, read++);
            nint literals = token >> 4;
            if (literals == 15)
            {
                literals += ReadLength(ref input, ref read, inputEnd);
            }

            if (literals > inputEnd - read || literals > outputEnd - written)
            {
                Throw("literals exceed the block");
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
                Throw("a match exceeds the block");
            }

            CopyMatch(ref Unsafe.Add(ref output, written), offset, match);
            written += match;
        }

        if (read == inputEnd && written != outputEnd)
        {
            Throw($"it contains {written} bytes instead of {outputEnd}");
        }

        _read = (int)read;
        Written = (int)written;
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

    // Writes up to 15 extra bytes, into the slack or where the next bytes are written. Never reads after the input.
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

        // A match that is nearer than one move overlaps itself. Each round doubles the distance, until a move no longer overlaps.
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
    private static void Throw(string what) => throw new SlsProtocolException($"The LZ4 block is invalid: {what}.");
}
