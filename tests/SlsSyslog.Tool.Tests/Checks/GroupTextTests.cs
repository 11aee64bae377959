using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool.Tests;

public sealed class GroupTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 8, 0, 0, TimeSpan.Zero);
    private static readonly ConsumerGroupDescription Group = new("siem", TimeSpan.FromSeconds(60), InOrder: false);

    [Theory]
    [InlineData(0, CheckState.Passed)]
    [InlineData(29, CheckState.Passed)]
    [InlineData(30, CheckState.Failed)]
    public void DescribeMissing_NumberOfGroups_FailsAtTheLimit(int groups, object expected)
    {
        CheckFinding finding = GroupText.DescribeMissing(groups, new ConsumerGroupOptions());

        Assert.Equal(expected, finding.State);
        Assert.Contains($"{groups} of 30 consumer groups", finding.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_NoCheckpoint_SaysSo() =>
        Assert.Equal("The group exists. No consumer has stored a checkpoint. 1 of 30 consumer groups of the logstore are used.", Describe([]).Detail);

    [Fact]
    public void Describe_ForwardersShareTheGroup_ListsThem()
    {
        CheckFinding finding = Describe([Stored(0, "a-0123456789ab", 5), Stored(1, "a-0123456789ab", 70), Stored(2, "b-0123456789ab", 1)]);

        Assert.Equal(CheckState.Passed, finding.State);
        Assert.StartsWith(
            "In use by a-0123456789ab (2 shards, last checkpoint 5 s ago), b-0123456789ab (1 shard, last checkpoint 1 s ago). ",
            finding.Detail,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_ConsumersEnded_SaysWhoWasTheLast()
    {
        CheckFinding finding = Describe([Stored(0, "logstash-7", 7200), Stored(1, "sls-syslog", 9000)]);

        Assert.Equal(CheckState.Passed, finding.State);
        Assert.StartsWith(
            "Last used by logstash-7 (1 shard, last checkpoint 2 h ago), sls-syslog (1 shard, last checkpoint 2 h 30 min ago). ",
            finding.Detail,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_ActiveConsumerOfAnotherProgram_Warns()
    {
        CheckFinding finding = Describe([Stored(0, "a-0123456789ab", 5), Stored(1, "logstash-7", 5)]);

        Assert.Equal(CheckState.Warning, finding.State);
        Assert.Contains("sls-syslog does not generate such a name as logstash-7.", finding.Detail, StringComparison.Ordinal);
        Assert.Contains("specify another Source:ConsumerGroup", finding.Action, StringComparison.Ordinal);
    }

    // 'groups set' stores checkpoints under the name of the tool.
    [Fact]
    public void Describe_CheckpointsSetByTheTool_AreNotOfAnotherProgram() =>
        Assert.Equal(CheckState.Passed, Describe([Stored(0, "sls-syslog", 5)]).State);

    // A monitor runs the check beside the forwarder of the same settings.
    [Fact]
    public void Describe_OwnNameIsActive_SaysThatOnlyOneProcessMayHaveIt()
    {
        CheckFinding finding = Describe([Stored(0, "siem-0", 5), Stored(1, "siem-1", 5)], consumer: "siem-0");

        Assert.Equal(CheckState.Passed, finding.State);
        Assert.Contains("siem-0 is the name in these settings: only one process may have it.", finding.Detail, StringComparison.Ordinal);
    }

    // The clock of SLS is ahead.
    [Fact]
    public void Describe_CheckpointInTheFuture_IsOfNow() =>
        Assert.Contains("last checkpoint 0 ms ago", Describe([Stored(0, "a-0123456789ab", -30)]).Detail, StringComparison.Ordinal);

    private static CheckFinding Describe(ShardCheckpoint[] checkpoints, string consumer = "") =>
        GroupText.Describe(Group, 1, checkpoints, new ConsumerGroupOptions { Consumer = consumer }, Now);

    private static ShardCheckpoint Stored(int shard, string consumer, int secondsAgo) => new(shard, null, consumer, Now.AddSeconds(-secondsAgo));
}
