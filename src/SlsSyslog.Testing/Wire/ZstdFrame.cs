using ZstdSharp;

namespace SlsSyslog.Testing;

/// <summary>Compresses and decompresses zstd frames (RFC 8878).</summary>
internal static class ZstdFrame
{
    // The level that zstd uses when none is specified.
    private const int Level = 3;

    public static byte[] Compress(ReadOnlySpan<byte> raw)
    {
        using Compressor compressor = new(Level);
        return compressor.Wrap(raw).ToArray();
    }

    /// <exception cref="FormatException">The body is not a frame, or does not contain as many bytes as announced.</exception>
    public static byte[] Decompress(ReadOnlySpan<byte> body, int rawSize)
    {
        byte[] raw = new byte[rawSize];
        try
        {
            using Decompressor decompressor = new();
            int read = decompressor.Unwrap(body, raw);
            return read == rawSize ? raw : throw new FormatException($"The zstd frame contains {read} bytes instead of {rawSize}.");
        }
        catch (ZstdException exception)
        {
            throw new FormatException("The body is not a zstd frame of the announced size.", exception);
        }
    }
}
