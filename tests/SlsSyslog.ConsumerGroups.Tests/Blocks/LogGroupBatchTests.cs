using Google.Protobuf;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class LogGroupBatchTests
{
    [Fact]
    public async Task MoveNext_WorkedExample_ReturnsEveryPart()
    {
        byte[] list = Convert.FromHexString(BlockVectors.ListOfTwoLogs);
        using LogGroupBatch batch = await DecodedBatch.DecodeAsync(list, list.Length, groups: 1, firstGroupCursor: 100);

        Assert.True(batch.MoveNext());
        AssertFirst(batch.Current);
        Assert.True(batch.MoveNext());
        AssertSecond(batch.Current);
        Assert.False(batch.MoveNext());
        Assert.False(batch.MoveNext());
        Assert.Equal(118, batch.RawBytes);
        Assert.Equal(DecodedBatch.Start, batch.Start);
        Assert.Equal(DecodedBatch.Next, batch.NextPosition);

        static void AssertFirst(LogRecord record)
        {
            Assert.Equal(1768464550, record.UnixSeconds);
            Assert.Equal(123456789, record.Nanoseconds);
            Assert.Equal("access"u8, record.Topic);
            Assert.Equal("10.0.0.7"u8, record.Source);
            Assert.Equal(1, record.TagCount);
            Assert.Equal("__hostname__"u8, record.GetTag(0).Key);
            Assert.Equal("web-1"u8, record.GetTag(0).Value);
            Assert.Equal(2, record.FieldCount);
            Assert.True(record.TryGetField("status"u8, out ReadOnlySpan<byte> status));
            Assert.Equal("200"u8, status);
            Assert.Equal(100, record.GroupCursor);
            Assert.Equal(0, record.IndexInGroup);
            Assert.Equal("project"u8, record.Origin!.Project);
        }

        static void AssertSecond(LogRecord record)
        {
            Assert.Equal(1768464551, record.UnixSeconds);
            Assert.Equal(0, record.Nanoseconds);
            Assert.Equal(new byte[] { 0xFF, 0xFE, 0x00, 0x41 }, record.GetField(0).Value);
            Assert.Equal("empty"u8, record.GetField(1).Key);
            Assert.Equal(0, record.GetField(1).Value.Length);
            Assert.Equal(1, record.IndexInGroup);
        }
    }

    [Fact]
    public async Task MoveNext_SeveralGroups_NumbersThemAndLeavesUnknownNumbersOut()
    {
        byte[] group = Convert.FromHexString(BlockVectors.ListOfTwoLogs);
        byte[] list = [.. group, .. group, 0x0A, 0x00, .. group];

        using LogGroupBatch known = await DecodedBatch.DecodeAsync(list, list.Length, groups: 4, firstGroupCursor: 100);
        Assert.Equal([100, 100, 101, 101, 103, 103], Cursors(known));
        using LogGroupBatch unknown = await DecodedBatch.DecodeAsync(list, list.Length, groups: 4);
        Assert.Equal([null, null, null, null, null, null], Cursors(unknown));

        static List<long?> Cursors(LogBatch batch)
        {
            List<long?> cursors = [];
            while (batch.MoveNext())
            {
                cursors.Add(batch.Current.GroupCursor);
            }

            return cursors;
        }
    }

    [Fact]
    public async Task Current_LastRecord_IsFollowedBySlack()
    {
        byte[] list = Convert.FromHexString(BlockVectors.ListOfFourLogs);
        BlockPool pool = new(1024 * 1024);
        using LogGroupBatch batch = await DecodedBatch.DecodeAsync(list, list.Length, groups: 1, pool: pool);

        // The block that the batch took from the pool is longer than the list by the slack, so reading further is allowed.
        Assert.Equal(4, DecodedBatch.DescribeAll(batch).Count);
        Assert.True(pool.Rent(1).Length >= list.Length + Lz4Block.Slack);
    }

    [Fact]
    public async Task MoveNext_RandomLists_EqualsTheReferenceReader()
    {
        int records = 0;
        for (int seed = 0; seed < Iterations(500); seed++)
        {
            byte[] list = new RandomGroups(new Random(seed)).WriteList();
            List<string> expected = ReferenceReader.Read(list, out int groups);

            using LogGroupBatch batch = await DecodedBatch.DecodeAsync(list, list.Length, groups);

            Assert.True(expected.SequenceEqual(DecodedBatch.DescribeAll(batch)), $"seed {seed}");
            records += expected.Count;
        }

        Assert.True(records > 1000);
    }

    [Fact]
    public async Task Decode_DamagedLists_ReturnsTheReferenceReadersResultOrThrowsAProtocolException()
    {
        byte[] list = [];
        for (int seed = 0; seed < Iterations(1500); seed++)
        {
            Random random = new(seed);
            if (seed % 10 == 0)
            {
                list = new RandomGroups(random).WriteList();
            }

            byte[] damaged = [.. list];
            for (int change = random.Next(1, 5); change > 0 && damaged.Length > 0; change--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                int groups = StepwiseCheck.Run(damaged, damaged.Length, maxStep: int.MaxValue).Groups;
                using LogGroupBatch batch = await DecodedBatch.DecodeAsync(damaged, damaged.Length, groups);
                List<string> records = DecodedBatch.DescribeAll(batch);
                if (TryReadReference(damaged) is { } expected)
                {
                    Assert.True(expected.SequenceEqual(records), $"seed {seed}");
                }
            }
            catch (SlsProtocolException)
            {
                // One of the two allowed results.
            }
            catch (Exception other) when (other is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}: {other}");
            }
        }

        // The reference skips groups, a wire type that SLS never uses and that is rejected here.
        static List<string>? TryReadReference(byte[] list)
        {
            try
            {
                return ReferenceReader.Read(list, out _);
            }
            catch (InvalidProtocolBufferException)
            {
                return null;
            }
        }
    }

    [Theory]
    [InlineData("0a")] // no length
    [InlineData("0a05")] // shorter than specified
    [InlineData("0a020a05")] // a log longer than its group
    [InlineData("0a060a0412020a05")] // a key longer than its field
    [InlineData("0a030a0108")] // a time without a number
    [InlineData("0a050a0325ffff")] // half a Time_ns
    [InlineData("0b")] // a group of the old wire format
    [InlineData("00")] // field number zero
    [InlineData("0a0e0a0c08ffffffffffffffffffff01")] // a number of more than ten bytes
    public async Task Decode_InvalidList_ThrowsBeforeAnyRecord(string hex)
    {
        byte[] list = Convert.FromHexString(hex);
        BlockPool pool = new(1024 * 1024);

        await Assert.ThrowsAsync<SlsProtocolException>(() => DecodedBatch.DecodeAsync(list, list.Length, groups: 1, pool: pool));

        // Body and block are returned.
        Assert.True(pool.RetainedBytes >= 2 * 64 * 1024);
    }

    [Fact]
    public async Task Decode_LastRecordIsInvalid_ThrowsBeforeAnyRecord()
    {
        byte[] good = Convert.FromHexString(BlockVectors.ListOfTwoLogs);
        byte[] list = [.. good, .. good, 0x0A, 0x06, 0x0A, 0x04, 0x12, 0x02, 0x0A, 0x05];

        await Assert.ThrowsAsync<SlsProtocolException>(() => DecodedBatch.DecodeAsync(list, list.Length, groups: 3));
    }

    [Fact]
    public async Task MoveNext_ManyRecords_AllocatesNothing()
    {
        byte[] log = Convert.FromHexString(BlockVectors.ListOfTwoLogs);
        byte[] list = [.. Enumerable.Repeat(log, 500).SelectMany(b => b)];
        long least = long.MaxValue;
        for (int window = 0; window < 6; window++)
        {
            using LogGroupBatch batch = await DecodedBatch.DecodeAsync(list, list.Length, groups: 500);
            least = Math.Min(least, AllocatedByWalk(batch));
        }

        Assert.Equal(0, least);

        static long AllocatedByWalk(LogGroupBatch batch)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long seen = 0;
            while (batch.MoveNext())
            {
                LogRecord record = batch.Current;
                seen += record.GetField(0).Value.Length + record.Topic.Length;
            }

            Assert.True(seen > 0);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    // The variable sets another number of iterations (CONTRIBUTING.md).
    private static int Iterations(int usual) => int.TryParse(Environment.GetEnvironmentVariable("SLSSYSLOG_FUZZ"), out int wanted) ? wanted : usual;
}
