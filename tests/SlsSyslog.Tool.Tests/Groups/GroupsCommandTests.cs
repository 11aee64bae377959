using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool.Tests;

public sealed class GroupsCommandTests
{
    [Fact]
    public async Task List_Json_ContainsTheLagOfEachGroup()
    {
        await using VerifyScene sls = await VerifyScene.StartAsync(shards: 2);
        using ToolScene tool = Open(sls);
        sls.Receive(0, minute: 1, groups: 3);
        sls.Commit(1);
        sls.Logstore.CreateConsumerGroup("archive");
        sls.Logstore.FindConsumerGroup("archive")!.SetCheckpoint(0, sls.End(0));

        ToolRun run = await tool.RunAsync("groups", "list", "--json");

        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        JsonElement[] groups = [.. JsonDocument.Parse(run.Out).RootElement.EnumerateArray()];
        Assert.Equal(["archive", "siem"], groups.Select(group => group.GetProperty("group").GetString()));
        Assert.Equal([0, 3], groups.Select(group => group.GetProperty("logGroupsBehind").GetInt32()));
        Assert.Equal(0, groups[0].GetProperty("shards")[0].GetProperty("lagSeconds").GetDouble());
    }

    [Fact]
    public async Task Show_CheckpointBeforeALog_ShowsItsAge()
    {
        await using VerifyScene sls = await VerifyScene.StartAsync();
        using ToolScene tool = Open(sls);
        (string first, string _) = sls.Receive(0, minute: 1, groups: 3);
        sls.Logstore.FindConsumerGroup("siem")!.SetCheckpoint(0, first);

        ToolRun json = await tool.RunAsync("groups", "show", "siem", "--json");
        ToolRun table = await tool.RunAsync("groups", "show");

        JsonElement shard = JsonDocument.Parse(json.Out).RootElement[0].GetProperty("shards")[0];
        Assert.InRange(shard.GetProperty("lagSeconds").GetDouble(), 28 * 60, 31 * 60);
        Assert.Equal(sls.Start.AddMinutes(1).AddSeconds(10), shard.GetProperty("checkpointTime").GetDateTimeOffset());
        Assert.Contains(first, table.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', table.Out);
    }

    [Theory]
    [InlineData("earliest")]
    [InlineData("latest")]
    [InlineData("time")]
    public async Task Set_Position_MovesTheCheckpointsOfAllShards(string position)
    {
        await using VerifyScene sls = await VerifyScene.StartAsync(shards: 2);
        using ToolScene tool = Open(sls);
        (string first, string second) = sls.Receive(0, minute: 1, groups: 3);
        sls.Receive(0, minute: 4, groups: 3);
        string to = position == "time" ? $"{sls.Start.AddMinutes(2):yyyy-MM-ddTHH:mm:ssZ}" : position;

        ToolRun run = await tool.RunAsync("groups", "set", "siem", "--to", to, "--yes");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("2 checkpoints", run.Out, StringComparison.Ordinal);
        string expected = position switch { "earliest" => first, "latest" => sls.End(0), _ => second };
        Assert.Equal([expected, sls.End(1)], sls.Logstore.FindConsumerGroup("siem")!.Checkpoints.Select(stored => stored.Cursor));
    }

    [Fact]
    public async Task Set_OneShard_MovesOnlyItsCheckpoint()
    {
        await using VerifyScene sls = await VerifyScene.StartAsync(shards: 2);
        using ToolScene tool = Open(sls);
        sls.Receive(1, minute: 1, groups: 3);

        ToolRun run = await tool.RunAsync("groups", "set", "--to", "latest", "--shard", "1", "--yes", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(1, JsonDocument.Parse(run.Out).RootElement.GetProperty("changes").GetArrayLength());
        Assert.Equal(["", sls.End(1)], sls.Logstore.FindConsumerGroup("siem")!.Checkpoints.Select(stored => stored.Cursor));
    }

    [Theory]
    [InlineData("n\n", 1)]
    [InlineData("", 1)]
    [InlineData("y\n", 0)]
    public async Task Set_Question_IsAskedAndAnswered(string answer, int expected)
    {
        await using VerifyScene sls = await VerifyScene.StartAsync();
        using ToolScene tool = Open(sls);
        sls.Receive(0, minute: 1, groups: 3);

        ToolRun run = await tool.AnswerAsync(answer, "groups", "set", "--to", "latest");

        Assert.Equal(expected, run.ExitCode);
        Assert.Equal(expected == 0 ? sls.End(0) : "", sls.Logstore.FindConsumerGroup("siem")!.Checkpoints[0].Cursor);
    }

    [Fact]
    public async Task SetAndDelete_GroupWithALiveConsumer_AreRefusedUnlessForced()
    {
        await using VerifyScene sls = await VerifyScene.StartAsync();
        using ToolScene tool = Open(sls);
        sls.Receive(0, minute: 1, groups: 3);
        using CancellationTokenSource stop = new();
        Task consuming = await ConsumeAsync(sls, stop.Token);

        (await tool.RunAsync("groups", "set", "siem", "--to", "earliest", "--yes")).AssertRefused("in use by host-7", "--force");
        (await tool.RunAsync("groups", "delete", "siem", "--yes")).AssertRefused("in use by host-7", "--force");

        Assert.Equal(sls.End(0), sls.Logstore.FindConsumerGroup("siem")!.Checkpoints[0].Cursor);
        ToolRun forced = await tool.RunAsync("groups", "set", "siem", "--to", "earliest", "--yes", "--force");
        Assert.Equal((0, "1 checkpoint of the group 'siem' is set.\n"), (forced.ExitCode, forced.Out));
        Assert.Contains("in use by host-7. A running consumer overwrites what is set", forced.Error, StringComparison.Ordinal);
        Assert.NotEqual(sls.End(0), sls.Logstore.FindConsumerGroup("siem")!.Checkpoints[0].Cursor);
        (await tool.RunAsync("groups", "delete", "siem", "--yes")).AssertRefused("in use by host-7", "--force");
        await stop.CancelAsync();
        await consuming;
    }

    [Fact]
    public async Task Delete_GroupWithALiveConsumerAndForced_DeletesItAndNamesTheConsumer()
    {
        await using VerifyScene sls = await VerifyScene.StartAsync();
        using ToolScene tool = Open(sls);
        sls.Receive(0, minute: 1, groups: 3);
        using CancellationTokenSource stop = new();
        Task consuming = await ConsumeAsync(sls, stop.Token);

        ToolRun run = await tool.RunAsync("groups", "delete", "siem", "--yes", "--force", "--json");
        await stop.CancelAsync();
        await consuming;

        Assert.Equal(0, run.ExitCode);
        JsonElement result = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(
            ("delete", "host-7"), (result.GetProperty("action").GetString(), result.GetProperty("liveConsumers")[0].GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Delete_GroupWithoutConsumers_DeletesIt()
    {
        await using VerifyScene sls = await VerifyScene.StartAsync();
        using ToolScene tool = Open(sls);

        ToolRun run = await tool.RunAsync("groups", "delete", "siem", "--yes");

        Assert.Equal((0, "The group 'siem' is deleted.\n"), (run.ExitCode, run.Out));
        Assert.Null(sls.Logstore.FindConsumerGroup("siem"));
    }

    [Theory]
    [InlineData("--to is missing", "groups", "set", "siem")]
    [InlineData("is in the future", "groups", "set", "siem", "--to", "2100-01-01", "--yes")]
    [InlineData("'tomorrow' is not a valid value of --to", "groups", "set", "siem", "--to", "tomorrow")]
    [InlineData("has no consumer group 'other'. Specify one of siem", "groups", "set", "other", "--to", "latest", "--yes")]
    [InlineData("has no consumer group 'other'", "groups", "show", "other")]
    [InlineData("has no shard 9. Specify one of 0", "groups", "set", "siem", "--to", "latest", "--shard", "9", "--yes")]
    [InlineData("'x' is not a valid value of --shard", "groups", "set", "siem", "--to", "latest", "--shard", "x")]
    [InlineData("'a/b' is not a valid consumer group name", "groups", "show", "a/b")]
    [InlineData("The name of the group is missing", "groups", "delete", "--yes")]
    [InlineData("no route 'audit'. Specify one of default", "groups", "list", "--route", "audit")]
    [InlineData("does not read the logstore 'flow'. Specify one of actiontrail", "groups", "list", "--logstore", "flow")]
    [InlineData("'--force'", "groups", "list", "--force")]
    public async Task Groups_WrongUse_SaysWhatToDoAndChangesNothing(string expected, params string[] args)
    {
        await using VerifyScene sls = await VerifyScene.StartAsync();
        using ToolScene tool = Open(sls);

        (await tool.RunAsync(args)).AssertRefused(expected);

        Assert.Equal("", sls.Logstore.FindConsumerGroup("siem")!.Checkpoints[0].Cursor);
    }

    [Fact]
    public async Task Set_NobodyCanAnswer_ChangesNothing()
    {
        await using VerifyScene sls = await VerifyScene.StartAsync();
        using ToolScene tool = Open(sls);
        sls.Receive(0, minute: 1, groups: 3);

        ToolRun run = await tool.RunAsync("groups", "set", "siem", "--to", "latest");

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains("Specify --yes to continue", run.Error, StringComparison.Ordinal);
        Assert.Equal("", sls.Logstore.FindConsumerGroup("siem")!.Checkpoints[0].Cursor);
    }

    private static ToolScene Open(VerifyScene sls) => new(sls.Emulator, VerifyScene.Project, VerifyScene.Store, VerifyScene.Group);

    // Returns when the consumer has stored a checkpoint, by which SLS knows it. The result ends with the consumer.
    private static async Task<Task> ConsumeAsync(VerifyScene sls, CancellationToken stop)
    {
        ConsumerGroupOptions options = sls.Source();
        options.Consumer = "host-7";
        ConsumerGroupSource source = new(
            options, new StaticCredentialProvider(new SlsCredential("testak", "testsk")), NullLoggerFactory.Instance, TimeProvider.System);
        Task consuming = source.RunAsync(ReadAsync, stop);
        await Eventually.TrueAsync(() => sls.Logstore.FindConsumerGroup("siem")!.Checkpoints[0].Cursor == sls.End(0));
        return consuming;
    }

    private static async Task ReadAsync(ILogLease lease)
    {
        while (await lease.ReadAsync(null, lease.Draining) is { } batch)
        {
            using (batch)
            {
                await lease.CommitAsync(batch.NextPosition, lease.Lost);
            }
        }
    }
}
