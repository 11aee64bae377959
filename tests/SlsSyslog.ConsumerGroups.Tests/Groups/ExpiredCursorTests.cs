namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class ExpiredCursorTests
{
    [Fact]
    public async Task RunAsync_CheckpointHasExpired_ContinuesAtTheEarliestAndReportsTheGap()
    {
        await using GroupScene scene = await StartWithExpiredCheckpointAsync();

        await using Consumer consumer = scene.Consume();

        await scene.DeliveredAsync();
        await scene.CommittedAsync(0);
        Assert.Equal(["actiontrail/0"], consumer.Gaps);
        Assert.Equal(1, scene.Log.Count(204));
        Assert.Contains("Up to 7 LogGroups are missing", scene.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_CheckpointHasExpired_IsMeasured()
    {
        await using GroupScene scene = await StartWithExpiredCheckpointAsync("measured");

        await using Consumer consumer = scene.Consume();
        await scene.DeliveredAsync();

        LogstoreStatus status = Assert.Single(consumer.Source.GetStatus().Logstores);
        Assert.Equal(("measured", 1, 7), (status.Name, status.Gaps, status.MissedLogGroups));
    }

    [Fact]
    public async Task RunAsync_NoGapRecords_ReportsTheGapInTheLogOnly()
    {
        await using GroupScene scene = await StartWithExpiredCheckpointAsync();

        await using Consumer consumer = scene.Consume(configure: o => o.EmitGapRecords = false);

        await scene.DeliveredAsync();
        Assert.Empty(consumer.Gaps);
        Assert.Equal(1, scene.Log.Count(204));
    }

    [Fact]
    public async Task RunAsync_PolicyLatest_SkipsRetainedLogs()
    {
        await using GroupScene scene = await StartWithExpiredCheckpointAsync();

        await using Consumer consumer = scene.Consume(configure: o => o.ExpiredCursor = ExpiredCursorPolicy.Latest);

        await scene.CommittedAsync(0);
        Assert.Equal(0, scene.Ledger.Received);
        Assert.Equal(["actiontrail/0"], consumer.Gaps);
    }

    [Fact]
    public async Task RunAsync_PolicyStop_WaitsUntilACheckpointIsSet()
    {
        await using GroupScene scene = await StartWithExpiredCheckpointAsync();
        string? expired = scene.Checkpoint(0);

        await using Consumer consumer = scene.Consume(configure: o => o.ExpiredCursor = ExpiredCursorPolicy.Stop);

        await Eventually.TrueAsync(() => scene.Log.Count(220) > 1, () => scene.Log.Text);
        Assert.Equal(0, scene.Ledger.Received);
        Assert.Equal(expired, scene.Checkpoint(0));
        scene.ConsumerGroup.SetCheckpoint(0, scene.Logstore.Shards[0].BeginCursor);
        await scene.DeliveredAsync();
    }

    // Seven groups after the checkpoint have expired, three are left.
    private static async Task<GroupScene> StartWithExpiredCheckpointAsync(string logstore = GroupScene.Store)
    {
        GroupScene scene = await GroupScene.StartAsync(logstore: logstore);
        string checkpoint = scene.EndCursor(0);
        for (int i = 0; i < 7; i++)
        {
            scene.Logstore.Append(0, new Testing.EmulatorLogGroup(new Testing.EmulatorLog(1, ("id", "expired"))));
        }

        scene.Logstore.Trim(0, scene.EndCursor(0));
        scene.Write(0, groups: 3);
        scene.Logstore.CreateConsumerGroup(GroupScene.Group, TimeSpan.FromSeconds(30)).SetCheckpoint(0, checkpoint);
        return scene;
    }
}
