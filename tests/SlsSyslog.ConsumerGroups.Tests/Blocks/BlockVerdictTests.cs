namespace SlsSyslog.ConsumerGroups.Tests;

// Every block, valid or not, has the verdict, the text of the error and the records of the reference.
public sealed class BlockVerdictTests
{
    private static readonly byte[] Small = Field(
        1,
        [
            .. Field(1, [8, 1, .. Field(2, [.. Field(1, "k"u8), .. Field(2, "v"u8)]), .. Field(2, [.. Field(1, "key"u8), .. Field(2, new byte[130])]), 37, 1, 2, 3, 4]),
            .. Field(1, [8, 0x80, 0x80, 0x80, 0x80, 1, .. Field(2, [])]),
            .. Field(3, "topic"u8),
            .. Field(4, "source"u8),
            .. Field(6, [.. Field(1, "tag"u8), .. Field(2, "value"u8)]),
        ]);

    private readonly BlockPool _pool = new(64 * 1024 * 1024);

    [Fact]
    public async Task Decode_CorpusList_HasTheRecordsOfTheReference()
    {
        foreach (byte[] list in BlockCorpus.Lists())
        {
            Assert.StartsWith("records ", await AssertVerdictAsync(list, "valid"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Decode_ListCutAtEachByte_HasTheVerdictOfTheReference()
    {
        foreach (byte[] list in ShortLists())
        {
            for (int length = 0; length < list.Length; length++)
            {
                await AssertVerdictAsync(list[..length], $"{list.Length} cut at {length}");
            }
        }
    }

    [Fact]
    public async Task Decode_EachByteFlipped_HasTheVerdictOfTheReference()
    {
        foreach (byte[] list in ShortLists())
        {
            for (int at = 0; at < list.Length; at++)
            {
                byte original = list[at];
                foreach (int change in new[] { 1, 2, 4, 8, 0x10, 0x20, 0x40, 0x80, 0xFF, original, original ^ 0xFF, original ^ 0x7F, original ^ 0x12, original ^ 0x0B })
                {
                    list[at] = (byte)(original ^ change);
                    await AssertVerdictAsync(list, $"{list.Length} at {at} changed by {change}");
                }

                list[at] = original;
            }
        }
    }

    // A value that ends before or after the fields that contain it, at every level.
    [Fact]
    public async Task Decode_EachLengthChanged_HasTheVerdictOfTheReference()
    {
        for (int value = 0; value < 300; value++)
        {
            for (int change = -5; change <= 5; change++)
            {
                ulong length = (ulong)Math.Max(0, value + change);
                byte[] text = new byte[value];
                byte[] pair = [.. Field(1, "key"u8), 18, .. Protobuf.Number(length), .. text];
                await AssertVerdictAsync(Field(1, Field(1, Field(2, pair))), $"value {value}, {change}");
                byte[] field = [18, .. Protobuf.Number((ulong)Math.Max(0, pair.Length + change)), .. pair];
                await AssertVerdictAsync(Field(1, Field(1, field)), $"field with value {value}, {change}");
                byte[] log = [10, .. Protobuf.Number((ulong)Math.Max(0, field.Length + change)), .. field];
                await AssertVerdictAsync(Field(1, log), $"log with value {value}, {change}");
                byte[] keyed = Field(2, [10, .. Protobuf.Number(length), .. text, .. Field(2, "v"u8)]);
                await AssertVerdictAsync(Field(1, Field(1, keyed)), $"key {value}, {change}");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    public async Task Decode_NumbersWithMoreBytesThanNeeded_HasTheVerdictOfTheReference(int extraBytes)
    {
        foreach (int value in new[] { 0, 1, 100, 127, 128, 129, 16_383, 16_384, 20_000 })
        {
            for (int level = 0; level < 32; level++)
            {
                int Extra(int bit) => ((level >> bit) & 1) * extraBytes;
                byte[] pair = [.. Protobuf.Field(1, [1, 2, 3], Extra(0)), .. Protobuf.Field(2, new byte[value], Extra(1))];
                byte[] log = [8, .. Protobuf.Number(1_768_464_550, Extra(4)), .. Protobuf.Field(2, pair, Extra(2))];
                await AssertVerdictAsync(Field(1, [.. Protobuf.Field(1, log, Extra(3)), .. Field(3, "topic"u8)]), $"{value} {level}");
            }
        }
    }

    [Fact]
    public async Task Decode_EachWireTypeAtEachLevel_HasTheVerdictOfTheReference()
    {
        foreach (byte[] value in new byte[][] { [], [0], [1], [2, 10, 0], [1, 2, 3, 4], [1, 2, 3, 4, 5, 6, 7, 8], [0x80], [0xFF, 0xFF, 0xFF, 0xFF, 0x0F] })
        {
            for (int tag = 0; tag < 256; tag++)
            {
                byte[] field = [(byte)tag, .. value];
                await AssertVerdictAsync(field, $"list {tag}");
                await AssertVerdictAsync(Field(1, field), $"group {tag}");
                await AssertVerdictAsync([.. Field(1, [.. field, .. Field(1, [8, 1])]), .. Small], $"group and log {tag}");
                await AssertVerdictAsync(Field(1, Field(1, field)), $"log {tag}");
                await AssertVerdictAsync(Field(1, Field(1, Field(2, field))), $"pair {tag}");
                await AssertVerdictAsync(Field(1, Field(6, field)), $"tag {tag}");
            }
        }
    }

    // Logs before, between and after the other fields of a group, which are read before the logs.
    [Fact]
    public async Task Decode_LogsInAnyOrder_HasTheRecordsOfTheReference()
    {
        byte[] padding = Field(2, [.. Field(1, "padding"u8), .. Field(2, new byte[3000])]);
        byte[][] parts = [Field(1, [8, 1]), Field(1, [8, 2, .. padding]), Field(3, "topic"u8), Field(4, "source"u8), Field(6, Field(1, "tag"u8)), Field(2, "category"u8), []];
        for (int seed = 0; seed < 300; seed++)
        {
            Random random = new(seed);
            byte[] list = [.. Enumerable.Range(0, 4).SelectMany(_ => Field(1, [.. random.GetItems(parts, random.Next(8)).SelectMany(part => part)]))];
            await AssertVerdictAsync(list, $"seed {seed}");
        }
    }

    [Fact]
    public async Task Decode_RandomlyDamagedList_HasTheVerdictOfTheReference()
    {
        int iterations = int.TryParse(Environment.GetEnvironmentVariable("SLSSYSLOG_FUZZ"), out int wanted) ? wanted : 3000;
        byte[][] lists = [.. ShortLists(), .. BlockCorpus.Lists().Where(list => list.Length < 20_000)];
        for (int seed = 0; seed < iterations; seed++)
        {
            Random random = new(seed);
            byte[] damaged = [.. lists[random.Next(lists.Length)]];
            for (int change = random.Next(1, 5); change > 0 && damaged.Length > 0; change--)
            {
                damaged[random.Next(Math.Min(damaged.Length, 400))] = (byte)random.Next(256);
            }

            await AssertVerdictAsync(damaged, $"seed {seed}");
        }
    }

    private static IEnumerable<byte[]> ShortLists()
    {
        yield return [.. Small];
        yield return [.. Small, .. Small];
        yield return Convert.FromHexString(BlockVectors.ListOfTwoLogs);
        yield return Convert.FromHexString(BlockVectors.ListOfFourLogs);
        yield return BlockCorpus.CreateList(2, logsPerGroup: 1, BlockCorpus.CreateAccessLog, _ => "t");
    }

    private async Task<string> AssertVerdictAsync(byte[] list, string name)
    {
        string expected = Describe(() => ReferenceBlock.Read(list) is var block ? (block.Records, block.Groups) : default, out int groups);
        string actual;
        try
        {
            using LogGroupBatch batch = await DecodedBatch.DecodeAsync(list, list.Length, groups, pool: _pool);
            actual = Describe(() => (DecodedBatch.DescribeAll(batch), groups), out _);
        }
        catch (SlsProtocolException exception)
        {
            actual = exception.Message;
        }

        Assert.True(expected == actual, $"{name}: expected {expected}, actual {actual}, list {Convert.ToHexString(list.AsSpan(0, Math.Min(list.Length, 1000)))}");
        return actual;
    }

    private static string Describe(Func<(List<string> Records, int Groups)> read, out int groups)
    {
        groups = 0;
        try
        {
            (List<string> records, groups) = read();
            return $"records {string.Join('\n', records)}";
        }
        catch (SlsProtocolException exception)
        {
            return exception.Message;
        }
    }

    private static byte[] Field(int number, ReadOnlySpan<byte> content) => Protobuf.Field(number, content.ToArray());
}
