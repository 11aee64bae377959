using System.IO.Compression;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// Turns pulled bodies into batches. At most two decoded blocks exist at once over all shards of a source: one being sent, the next
// one ready. Safe for use from several threads.
internal sealed class BlockDecoder(BlockPool pool) : IDisposable
{
    private const int MaxDecodedBlocks = 2;

    private readonly SemaphoreSlim _permits = new(MaxDecodedBlocks);

    // Consumes the body, also when it fails. The batch owns the decoded block and gives it back with its permit.
    public async ValueTask<LogGroupBatch> DecodeAsync(PulledBlock pulled, LogRecordTable table, CancellationToken cancellationToken)
    {
        using PulledBody body = pulled.Body ?? throw new ArgumentException("The pull brought no body.", nameof(pulled));
        await _permits.WaitAsync(cancellationToken).ConfigureAwait(false);
        byte[] block = pool.Rent(pulled.RawBytes + Lz4Block.Slack);
        try
        {
            Decode(pulled.Compression, body, block, pulled.RawBytes);
            int groups = LogGroupCheck.CountGroups(block, pulled.RawBytes);
            return groups == pulled.GroupCount
                ? new LogGroupBatch(this, block, pulled, table)
                : throw new SlsProtocolException($"The answer holds {groups} LogGroups instead of {pulled.GroupCount}.");
        }
        catch
        {
            Return(block);
            throw;
        }
    }

    public void Return(byte[] block)
    {
        pool.Return(block);
        _permits.Release();
    }

    public void Dispose() => _permits.Dispose();

    private static void Decode(BlockCompression compression, PulledBody body, byte[] block, int rawBytes)
    {
        switch (compression)
        {
            case BlockCompression.Lz4:
                Lz4Block.Decode(body.Bytes, block, rawBytes);
                break;
            case BlockCompression.Deflate:
                Inflate(body, block.AsSpan(0, rawBytes));
                break;
            default:
                if (body.Bytes.Length != rawBytes)
                {
                    throw new SlsProtocolException($"The body holds {body.Bytes.Length} bytes instead of {rawBytes}.");
                }

                body.Bytes.CopyTo(block);
                break;
        }
    }

    // SLS says deflate and sends zlib (RFC 1950).
    private static void Inflate(PulledBody body, Span<byte> block)
    {
        try
        {
            using ZLibStream zlib = new(body.OpenRead(), CompressionMode.Decompress);
            int read = zlib.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
            if (read != block.Length || zlib.ReadByte() >= 0)
            {
                throw new SlsProtocolException($"The deflated body does not hold {block.Length} bytes.");
            }
        }
        catch (InvalidDataException broken)
        {
            throw new SlsProtocolException("The deflated body is broken.", broken);
        }
    }
}
