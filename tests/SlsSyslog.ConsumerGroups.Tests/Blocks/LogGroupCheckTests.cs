namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class LogGroupCheckTests
{
    // The field is valid until its length is compared with the end of the array.
    [Theory]
    [InlineData("0a060a04127f0a7b")]
    [InlineData("0a060a04127f0a00")]
    [InlineData("0a060a0412280a24")]
    public void Advance_LastFieldExceedsTheSlack_Throws(string hex)
    {
        byte[] list = Convert.FromHexString(hex);

        Assert.Throws<SlsProtocolException>(() => StepwiseCheck.Run(list, list.Length, maxStep: int.MaxValue));
    }

    // The index has an entry for each group that is larger than a limit, and no other.
    [Fact]
    public void Advance_LargeAndSmallGroups_IndexesTheEndsOfTheLogsOfLargeGroups()
    {
        byte[] large = Protobuf.Field(1, new byte[5000]);
        large.AsSpan(3).Fill(0x10);
        byte[] topic = Protobuf.Field(3, "topic"u8.ToArray());
        byte[] list = [.. Protobuf.Field(1, topic), .. Protobuf.Field(1, [.. large, .. topic]), .. Protobuf.Field(1, topic), .. Protobuf.Field(1, [.. topic, .. large])];
        int[] tails = new int[LogGroupCheck.GetIndexLength(list.Length)];
        LogGroupCheck check = new([.. list, .. new byte[Lz4Block.Slack]], list.Length, tails);

        check.Advance(list.Length);

        int first = 2 + topic.Length + 3;
        Assert.Equal(4, check.Groups);
        Assert.Equal([first + large.Length, list.Length - large.Length - topic.Length], tails);
    }

    // Every position of the end of the decoded bytes, in a field of every size. The bytes after it are not those of the block yet.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    [InlineData(7000)]
    public void Advance_InSteps_HasTheResultOfTheReference(int maxStep)
    {
        foreach (byte[] list in BlockCorpus.Lists().Where(list => list.Length < 100_000 * maxStep))
        {
            ReferenceBlock expected = ReferenceBlock.Read(list);

            Assert.Equal((expected.Groups, expected.MaxPairs), StepwiseCheck.Run(list, list.Length, maxStep));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void Advance_DamagedListInSteps_HasTheVerdictOfTheReference(int maxStep)
    {
        byte[][] lists =
        [
            Convert.FromHexString(BlockVectors.ListOfTwoLogs),
            Convert.FromHexString(BlockVectors.ListOfFourLogs),
            BlockCorpus.CreateList(2, logsPerGroup: 1, BlockCorpus.CreateAccessLog, _ => "t"),
        ];
        for (int seed = 0; seed < 4000; seed++)
        {
            Random random = new(seed);
            byte[] list = [.. lists[seed % lists.Length]];
            list[random.Next(list.Length)] ^= (byte)random.Next(1, 256);
            list = list[..random.Next(list.Length / 2, list.Length + 1)];
            string expected = Describe(() => ReferenceBlock.Read(list) is var block ? (block.Groups, block.MaxPairs) : default);

            Assert.True(expected == Describe(() => StepwiseCheck.Run(list, list.Length, maxStep)), $"seed {seed}: {expected}");
        }

        static string Describe(Func<(int, int)> check)
        {
            try
            {
                return check().ToString();
            }
            catch (SlsProtocolException exception)
            {
                return exception.Message;
            }
        }
    }
}
