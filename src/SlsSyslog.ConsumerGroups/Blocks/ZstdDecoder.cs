using System.Collections.Concurrent;
using ZstdSharp;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Decodes Zstandard frames (RFC 8878) and keeps the decompressors for the next blocks. Safe for concurrent use.</summary>
internal sealed class ZstdDecoder : IDisposable
{
    private readonly ConcurrentBag<Decompressor> _free = [];

    /// <summary>Fills the whole block.</summary>
    /// <exception cref="SlsProtocolException">The source is not valid, or has another size.</exception>
    public void Decode(ReadOnlySpan<byte> source, Span<byte> block)
    {
        Decompressor decompressor = _free.TryTake(out Decompressor? known) ? known : new Decompressor();
        try
        {
            int written = decompressor.Unwrap(source, block);
            if (written != block.Length)
            {
                throw new SlsProtocolException($"The size of the decompressed body is {written} instead of {block.Length} bytes.");
            }
        }
        catch (ZstdException exception)
        {
            throw new SlsProtocolException("The zstd compression of the body is invalid, or its size is not that of the headers.", exception);
        }
        finally
        {
            _free.Add(decompressor);
        }
    }

    public void Dispose()
    {
        while (_free.TryTake(out Decompressor? decompressor))
        {
            decompressor.Dispose();
        }
    }
}
