using System.IO.Compression;

namespace SlsSyslog.Testing;

/// <summary>Provides the compressions of the SLS protocol by their names on the wire.</summary>
internal static class BlockCodec
{
    public static string? NameOf(BlockEncoding encoding) => encoding switch
    {
        BlockEncoding.Lz4 => "lz4",
        BlockEncoding.Deflate => "deflate",
        BlockEncoding.Zstd => "zstd",
        _ => null,
    };

    /// <summary>Gets the first supported encoding of an Accept-Encoding list, or no compression.</summary>
    public static BlockEncoding Choose(string? acceptEncoding)
    {
        foreach (string entry in (acceptEncoding ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string name = entry.Split(';')[0].Trim();
            if (TryParse(name, out BlockEncoding encoding))
            {
                return encoding;
            }
        }

        return BlockEncoding.Plain;
    }

    public static bool TryParse(string name, out BlockEncoding encoding)
    {
        encoding = name.ToUpperInvariant() switch
        {
            "LZ4" => BlockEncoding.Lz4,
            "DEFLATE" or "GZIP" => BlockEncoding.Deflate,
            "ZSTD" => BlockEncoding.Zstd,
            _ => BlockEncoding.Plain,
        };
        return encoding != BlockEncoding.Plain;
    }

    public static byte[] Compress(ReadOnlyMemory<byte> raw, BlockEncoding encoding) => encoding switch
    {
        BlockEncoding.Lz4 => Lz4BlockCompressor.Compress(raw.Span),
        BlockEncoding.Deflate => CompressZlib(raw.Span),
        BlockEncoding.Zstd => ZstdFrame.Compress(raw.Span),
        _ => raw.ToArray(),
    };

    /// <exception cref="FormatException">The body does not match its encoding or its announced raw size.</exception>
    public static byte[] Decompress(ReadOnlyMemory<byte> body, BlockEncoding encoding, int rawSize) => encoding switch
    {
        BlockEncoding.Lz4 => Lz4BlockDecompressor.Decompress(body.Span, rawSize),
        BlockEncoding.Deflate => DecompressZlib(body, rawSize),
        BlockEncoding.Zstd => ZstdFrame.Decompress(body.Span, rawSize),
        BlockEncoding.Plain when body.Length == rawSize => body.ToArray(),
        _ => throw new FormatException($"The body has {body.Length} bytes instead of {rawSize}."),
    };

    private static byte[] CompressZlib(ReadOnlySpan<byte> raw)
    {
        using MemoryStream output = new();
        using (ZLibStream zlib = new(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(raw);
        }

        return output.ToArray();
    }

    private static byte[] DecompressZlib(ReadOnlyMemory<byte> body, int rawSize)
    {
        using MemoryStream input = new(body.ToArray());
        using ZLibStream zlib = new(input, CompressionMode.Decompress);
        byte[] raw = new byte[rawSize];
        try
        {
            int read = zlib.ReadAtLeast(raw, rawSize, throwOnEndOfStream: false);
            if (read == rawSize && zlib.ReadByte() < 0)
            {
                return raw;
            }
        }
        catch (InvalidDataException exception)
        {
            throw new FormatException("The body is not a zlib stream.", exception);
        }

        throw new FormatException($"The zlib stream does not contain {rawSize} bytes.");
    }
}
