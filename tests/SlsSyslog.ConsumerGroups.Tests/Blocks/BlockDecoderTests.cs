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

    [Fact]
    public async Task Decode_UncompressedSizeDiffers_Throws() =>
        await Assert.ThrowsAsync<SlsProtocolException>(() => DecodedBatch.DecodeAsync(
            Convert.FromHexString(BlockVectors.ListOfTwoLogs), 119, groups: 1));

    [Fact]
    public async Task Decode_GroupCountDiffers_Throws() =>
        await Assert.ThrowsAsync<SlsProtocolException>(() => DecodedBatch.DecodeAsync(
            Convert.FromHexString(BlockVectors.ListOfTwoLogs), 118, groups: 2));

    [Fact]
    public async Task Decode_TwoBatchesExist_WaitsForOneToBeDisposed()
    {
        BlockPool pool = new(1024 * 1024);
        using BlockDecoder decoder = new(pool);
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
}
