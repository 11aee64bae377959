using System.Buffers;
using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Decodes response bodies. A source has at most two decoded blocks: one being sent, and the next one. Safe for concurrent use.</summary>
internal sealed class BlockDecoder(BlockPool pool, MemoryBudget budget) : IDisposable
{
    private const int MaxDecodedBlocks = 2;

    // The table of a shard keeps its memory, so it is not used for logs with more fields.
    private const int MaxSharedPairs = 4096;

    // Two arrays exist while the table grows to twice its length.
    private const int BytesPerPair = 48;

    // The check reads what was decoded while it is in the second-level cache.
    private const int StepBytes = 192 * 1024;

    private readonly ZstdDecoder _zstd = new();
    private readonly SemaphoreSlim _permits = new(MaxDecodedBlocks);

    /// <summary>Decodes and disposes the body. The batch owns the decoded block and returns it when it is disposed.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<LogGroupBatch> DecodeAsync(PullResult pulled, LogRecordTable table, CancellationToken cancellationToken)
    {
        using PulledBody body = pulled.Body ?? throw new ArgumentException("The result does not have a body.", nameof(pulled));
        await _permits.WaitAsync(cancellationToken).ConfigureAwait(false);
        byte[] block = pool.Rent(pulled.RawBytes + Lz4Block.Slack);
        int[] tails = ArrayPool<int>.Shared.Rent(LogGroupCheck.GetIndexLength(pulled.RawBytes));
        try
        {
            int groups = Decode(pulled.Compression, body, block.AsSpan(0, pulled.RawBytes + Lz4Block.Slack), tails, out int maxPairs);
            if (groups != pulled.GroupCount)
            {
                throw new SlsProtocolException($"The response contains {groups} LogGroups instead of {pulled.GroupCount}.");
            }

            return maxPairs <= MaxSharedPairs
                ? new LogGroupBatch(this, block, tails, pulled, table)
                : new LogGroupBatch(this, block, tails, pulled, new LogRecordTable { Origin = table.Origin }, ReserveTable(maxPairs));
        }
        catch
        {
            Return(block, tails);
            throw;
        }
    }

    public void Return(byte[] block, int[] tails)
    {
        ArrayPool<int>.Shared.Return(tails);
        pool.Return(block);
        _permits.Release();
    }

    public void Dispose()
    {
        _zstd.Dispose();
        _permits.Dispose();
    }

    // Does not wait, because the memory that others hold can be bodies that wait for the permits of this decoder.
    private MemoryReservation ReserveTable(int pairs)
    {
        long bytes = (long)pairs * BytesPerPair;
        return bytes <= budget.LimitBytes
            ? budget.ReserveNow(bytes)
            : throw new SlsProtocolException(
                $"A log with {pairs} fields and tags needs {bytes} bytes, and MemoryBudgetBytes is {budget.LimitBytes}. Increase MemoryBudgetBytes.");
    }

    // Decodes and checks the whole block. Returns the number of LogGroups.
    private int Decode(BlockCompression compression, PulledBody body, Span<byte> block, int[] tails, out int maxPairs)
    {
        int rawBytes = block.Length - Lz4Block.Slack;
        LogGroupCheck check = new(block, rawBytes, tails);
        switch (compression)
        {
            case BlockCompression.Lz4:
                DecodeLz4(new Lz4Block(body.Bytes, block, rawBytes), ref check);
                break;
            case BlockCompression.Deflate:
                Inflate(body, block[..rawBytes]);
                break;
            case BlockCompression.Zstd:
                _zstd.Decode(body.Bytes, block[..rawBytes]);
                break;
            default:
                if (body.Bytes.Length != rawBytes)
                {
                    throw new SlsProtocolException($"The body contains {body.Bytes.Length} bytes instead of {rawBytes}.");
                }

                body.Bytes.CopyTo(block);
                break;
        }

        check.Advance(rawBytes);
        maxPairs = check.MaxPairs;
        return check.Groups;
    }

    private static void DecodeLz4(scoped Lz4Block lz4, scoped ref LogGroupCheck check)
    {
        do
        {
            lz4.DecodeNext(StepBytes);
            try
            {
                check.Advance(lz4.Written);
            }
            catch (SlsProtocolException)
            {
                // An error in the compression is reported first: it can be the reason for what the check found.
                lz4.DecodeNext(int.MaxValue);
                throw;
            }
        }
        while (!lz4.IsComplete);
    }

    // SLS uses the name deflate for the zlib format (RFC 1950).
    private static void Inflate(PulledBody body, Span<byte> block)
    {
        try
        {
            using ZLibStream zlib = new(body.OpenRead(), CompressionMode.Decompress);
            int read = zlib.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
            if (read != block.Length || zlib.ReadByte() >= 0)
            {
                throw new SlsProtocolException($"The size of the decompressed body is not {block.Length} bytes.");
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            // zlib reports a preset dictionary as an I/O error.
            throw new SlsProtocolException("The deflate compression of the body is invalid.", exception);
        }
    }
}
