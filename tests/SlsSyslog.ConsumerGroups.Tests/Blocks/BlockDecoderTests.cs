using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class BlockDecoderTests
{
    [Fact]
    public async Task Decode_Lz4_ReturnsTheRecords()
    {
        using LogGroupBatch batch = await DecodedBatch.DecodeAsync(
            Convert.FromHexString(BlockVectors.ListOfFourLogsAsLz4), 217, groups: 1, BlockCompression.Lz4);

        Assert.Equal(
            ["1768464550.0", "1768464551.0", "1768464552.0", "1768464553.0"],
            DecodedBatch.DescribeAll(batch).Select(r => r.Split(' ')[0]));
    }

    [Fact]
    public async Task Decode_Zlib_ReturnsTheRecords()
    {
        using LogGroupBatch batch = await DecodedBatch.DecodeAsync(
            Convert.FromHexString(BlockVectors.ListOfTwoLogsAsZlib), 118, groups: 1, BlockCompression.Deflate);

        Assert.Equal(2, DecodedBatch.DescribeAll(batch).Count);
    }

    [Theory]
    [InlineData(117)]
    [InlineData(119)]
    public async Task Decode_ZlibSizeDiffers_Throws(int rawBytes) =>
        await Assert.ThrowsAsync<SlsProtocolException>(() => DecodedBatch.DecodeAsync(
            Convert.FromHexString(BlockVectors.ListOfTwoLogsAsZlib), rawBytes, groups: 1, BlockCompression.Deflate));

    [Fact]
    public async Task Decode_InvalidZlib_Throws() =>
        await Assert.ThrowsAsync<SlsProtocolException>(
            () => DecodedBatch.DecodeAsync("<html>"u8.ToArray(), 118, groups: 1, BlockCompression.Deflate));

    [Theory]
    [InlineData("78BB0BD206E94B4C04000000")] // A preset dictionary.
    [InlineData("789C07")] // A block type that does not exist.
    [InlineData("78DA")]
    [InlineData("")]
    public async Task Decode_BrokenZlib_Throws(string body) =>
        await Assert.ThrowsAsync<SlsProtocolException>(
            () => DecodedBatch.DecodeAsync(Convert.FromHexString(body), 118, groups: 1, BlockCompression.Deflate));

    // Compressed by the program zstd, without and with a checksum.
    [Theory]
    [InlineData(BlockVectors.ListOfFourLogsAsZstd)]
    [InlineData(BlockVectors.ListOfFourLogsAsZstdWithChecksum)]
    public async Task Decode_Zstd_ReturnsTheRecords(string body)
    {
        using LogGroupBatch batch = await DecodedBatch.DecodeAsync(Convert.FromHexString(body), 217, groups: 1, BlockCompression.Zstd);

        Assert.Equal(4, batch.CountLogs());
        Assert.Equal(
            ["1768464550.0", "1768464551.0", "1768464552.0", "1768464553.0"],
            DecodedBatch.DescribeAll(batch).Select(r => r.Split(' ')[0]));
    }

    [Theory]
    [InlineData(BlockVectors.ListOfFourLogsAsZstd, 216)]
    [InlineData(BlockVectors.ListOfFourLogsAsZstd, 218)]
    [InlineData(BlockVectors.ListOfFourLogsAsZstd + "00", 217)]
    [InlineData("28B52FFD", 217)]
    [InlineData("28B52FFDE0FFFFFFFFFFFFFF7F010000", 217)] // content of 8 EiB
    [InlineData("28B52FFD00F8BD0200C4", 217)] // window of 2 TiB
    [InlineData("28B52FFD20D90B680061", 217)] // 217 bytes that are one repeated byte, with a block that claims 361
    [InlineData("502A4D18FFFFFF7F00", 217)] // skippable frame of 2 GiB
    [InlineData("3C68746D6C3E", 217)]
    [InlineData("", 217)]
    public async Task Decode_InvalidZstd_Throws(string body, int rawBytes) =>
        await Assert.ThrowsAsync<SlsProtocolException>(
            () => DecodedBatch.DecodeAsync(Convert.FromHexString(body), rawBytes, groups: 1, BlockCompression.Zstd));

    [Fact]
    public async Task Decode_TruncatedZstd_Throws()
    {
        byte[] valid = Convert.FromHexString(BlockVectors.ListOfFourLogsAsZstdWithChecksum);
        for (int length = 0; length < valid.Length; length++)
        {
            await Assert.ThrowsAsync<SlsProtocolException>(
                () => DecodedBatch.DecodeAsync(valid[..length], 217, groups: 1, BlockCompression.Zstd));
        }
    }

    // A changed byte must not reach memory outside of the block.
    [Fact]
    public async Task Decode_ChangedZstd_ThrowsOrReturnsRecords()
    {
        byte[] valid = Convert.FromHexString(BlockVectors.ListOfFourLogsAsZstdWithChecksum);
        for (int at = 0; at < valid.Length; at++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] changed = [.. valid];
                changed[at] ^= (byte)(1 << bit);
                try
                {
                    using LogGroupBatch batch = await DecodedBatch.DecodeAsync(changed, 217, groups: 1, BlockCompression.Zstd);
                    Assert.Equal(4, batch.CountLogs());
                }
                catch (SlsProtocolException)
                {
                    // Detected.
                }
            }
        }
    }

    [Fact]
    public async Task Decode_UncompressedSizeDiffers_Throws() =>
        await Assert.ThrowsAsync<SlsProtocolException>(() => DecodedBatch.DecodeAsync(
            Convert.FromHexString(BlockVectors.ListOfTwoLogs), 119, groups: 1));

    [Fact]
    public async Task Decode_GroupCountDiffers_Throws() =>
        await Assert.ThrowsAsync<SlsProtocolException>(() => DecodedBatch.DecodeAsync(
            Convert.FromHexString(BlockVectors.ListOfTwoLogs), 118, groups: 2));

    // A field without key and value has two bytes in the block and 16 in the table.
    [Theory]
    [InlineData(true, "1200")]
    [InlineData(true, "12020A00")]
    [InlineData(false, "3200")]
    public async Task Decode_LogWithManyFields_ReservesTheirTableUntilTheBatchIsDisposed(bool areFields, string field)
    {
        MemoryBudget budget = new(1024 * 1024);
        LogRecordTable shared = new();
        byte[] list = CreateList(areFields, field, 20_000);

        LogGroupBatch batch = await DecodedBatch.DecodeAsync(list, list.Length, groups: 1, budget: budget, table: shared);

        Assert.True(batch.MoveNext());
        Assert.Equal(20_000, batch.Current.FieldCount + batch.Current.TagCount);
        Assert.InRange(budget.UsedBytes, 20_000 * 16, budget.LimitBytes);
        Assert.Equal(0, new LogRecord([], shared).FieldCount + new LogRecord([], shared).TagCount);
        batch.Dispose();
        batch.Dispose();
        Assert.Equal(0, budget.UsedBytes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Decode_FieldsThatDoNotFitIntoTheBudget_ThrowsWithoutAllocatingTheTable(bool areFields)
    {
        MemoryBudget budget = new(4 * 1024 * 1024);
        byte[] list = CreateList(areFields, areFields ? "1200" : "3200", 500_000);
        long before = GC.GetAllocatedBytesForCurrentThread();

        SlsProtocolException exception = await Assert.ThrowsAsync<SlsProtocolException>(
            () => DecodedBatch.DecodeAsync(list, list.Length, groups: 1, budget: budget));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4L * list.Length);
        Assert.Contains("500000 fields", exception.Message, StringComparison.Ordinal);
        Assert.Contains("MemoryBudgetBytes", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, budget.UsedBytes);
    }

    // The list is invalid in its first byte, and is checked before the rest is decoded. What is wrong with the compression can be the reason.
    [Theory]
    [InlineData("504141414141", "The LogGroupList is invalid: a field number is invalid.")]
    [InlineData("0000005041414141", "The LZ4 block is invalid: a match exceeds the block.")]
    [InlineData("4041414141", "The LZ4 block is invalid: it contains 500008 bytes instead of 500009.")]
    [InlineData("6041414141", "The LZ4 block is invalid: literals exceed the block.")]
    public async Task Decode_ListAndCompressionAreInvalid_ReportsTheCompression(string rest, string expected)
    {
        const int Literals = 500_000;
        byte[] block =
        [
            0xF0, .. Enumerable.Repeat((byte)255, (Literals - 15) / 255), (Literals - 15) % 255, .. new byte[Literals], 1, 0, .. Convert.FromHexString(rest),
        ];

        SlsProtocolException exception = await Assert.ThrowsAsync<SlsProtocolException>(
            () => DecodedBatch.DecodeAsync(block, Literals + 9, groups: 1, BlockCompression.Lz4));

        Assert.Equal(expected, exception.Message);
    }

    [Fact]
    public async Task Decode_ManySteps_ReturnsTheRecordsOfTheReference()
    {
        byte[] list = BlockCorpus.CreateList(1500, logsPerGroup: 7, BlockCorpus.CreateAccessLog, group => $"topic {group / 3}");
        byte[] block = SimpleLz4.Compress(list);

        using LogGroupBatch batch = await DecodedBatch.DecodeAsync(block, list.Length, ReferenceReader.CountGroups(list), BlockCompression.Lz4);

        Assert.True(list.Length > 3 * 192 * 1024);
        Assert.Equal(ReferenceBlock.Read(list).Records, DecodedBatch.DescribeAll(batch));
    }

    [Fact]
    public async Task Decode_TwoBatchesExist_WaitsForOneToBeDisposed()
    {
        BlockPool pool = new(1024 * 1024);
        using BlockDecoder decoder = new(pool, new MemoryBudget(1000));
        LogGroupBatch first = await DecodeAsync();
        using LogGroupBatch second = await DecodeAsync();
        Task<LogGroupBatch> third = DecodeAsync();

        Assert.False(third.IsCompleted);
        first.Dispose();
        first.Dispose();
        using LogGroupBatch batch = await third.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(DecodeAsync().IsCompleted);

        Task<LogGroupBatch> DecodeAsync()
        {
            byte[] list = Convert.FromHexString(BlockVectors.ListOfTwoLogs);
            byte[] array = pool.Rent(list.Length);
            list.CopyTo(array, 0);
            PullResult pulled = new()
            {
                Start = DecodedBatch.Start,
                Next = DecodedBatch.Next,
                GroupCount = 1,
                RawBytes = list.Length,
                Body = new PulledBody(pool, array, list.Length, new MemoryBudget(1000).TryReserve(1)!),
            };
            return decoder.DecodeAsync(pulled, new(), CancellationToken.None).AsTask();
        }
    }

    // A LogGroupList with one LogGroup with one log, with the pairs in the log (Contents) or in the group (LogTags).
    private static byte[] CreateList(bool areFields, string pair, int count)
    {
        byte[] pairs = [.. Enumerable.Repeat(Convert.FromHexString(pair), count).SelectMany(bytes => bytes)];
        byte[] log = [0x08, 0x01, .. areFields ? pairs : []];
        byte[] group = [0x0A, .. Length(log), .. log, .. areFields ? [] : pairs];
        return [0x0A, .. Length(group), .. group];

        static byte[] Length(byte[] content)
        {
            int length = content.Length;
            List<byte> bytes = [];
            for (; length >= 0x80; length >>= 7)
            {
                bytes.Add((byte)(length | 0x80));
            }

            return [.. bytes, (byte)length];
        }
    }
}
