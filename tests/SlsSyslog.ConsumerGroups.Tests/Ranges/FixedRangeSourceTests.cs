using SlsSyslog.Testing;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class FixedRangeSourceTests
{
    [Fact]
    public async Task RunAsync_TwoCursors_ReadsExactlyTheLogsBetween()
    {
        await using GroupScene scene = await GroupScene.StartAsync(configure: o => o.MaxRawBytesPerPull = 1);
        Append(scene, "before");
        string begin = scene.EndCursor(0);
        scene.Write(0, groups: 10);
        string end = scene.EndCursor(0);
        Append(scene, "behind");

        await ReadAsync(scene, o => (o.Shard, o.BeginCursor, o.EndCursor) = (0, begin, end));

        Assert.True(scene.Ledger.IsComplete);
        Assert.Equal((0, 0), (scene.Ledger.Report().Unknown, scene.Ledger.Report().Repeated));
        Assert.Equal(0, scene.Emulator.CountOf(SlsOperation.UpdateCheckPoint) + scene.Emulator.CountOf(SlsOperation.HeartBeat));
    }

    [Fact]
    public async Task RunAsync_EmptyRange_Completes()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        Append(scene, "before");
        string cursor = scene.EndCursor(0);
        Append(scene, "behind");

        await ReadAsync(scene, o => (o.Shard, o.BeginCursor, o.EndCursor) = (0, cursor, cursor));

        Assert.Equal(0, scene.Ledger.Report().Unknown);
    }

    [Fact]
    public async Task RunAsync_WholeLogstoreUntilNow_ReadsEveryShardIncludingReadOnlyOnes()
    {
        await using GroupScene scene = await GroupScene.StartAsync(shards: 2);
        scene.Write(0, groups: 5);
        scene.Write(1, groups: 5);
        scene.Logstore.Split(0);
        scene.Write(2, groups: 5);

        await ReadAsync(scene, _ => { });

        Assert.True(scene.Ledger.IsComplete);
        Assert.Equal(0, scene.Ledger.Report().Repeated);
    }

    [Fact]
    public async Task RunAsync_LargerThanOnePull_ReadsInOrder()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Write(0, groups: 2500, logsPerGroup: 1);

        await ReadAsync(scene, _ => { });

        Assert.True(scene.Ledger.IsComplete);
        Assert.Equal(0, scene.Ledger.Report().OutOfOrder);
    }

    [Fact]
    public async Task RunAsync_ReaderFails_Fails()
    {
        await using GroupScene scene = await GroupScene.StartAsync(shards: 2);
        scene.Write(0, groups: 1);

        await Assert.ThrowsAsync<InvalidOperationException>(() => scene.Range(_ => { }).RunAsync(
            async lease =>
            {
                if (lease.ShardName == "actiontrail/0")
                {
                    throw new InvalidOperationException("on purpose");
                }

                await Task.Delay(Timeout.InfiniteTimeSpan, lease.Draining);
            },
            CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData("unknown-project", "actiontrail", "ProjectNotExist")]
    [InlineData("sec-prod", "unknown-logstore", "LogStoreNotExist")]
    public async Task RunAsync_NamesThatDoNotExist_FailsAfterTheRetryTimeout(string project, string logstore, string code)
    {
        await using GroupScene scene = await GroupScene.StartAsync();

        SlsException exception = await Assert.ThrowsAsync<SlsException>(() => ReadAsync(
            scene, o => (o.Project, o.Logstore, o.RetryTimeout) = (project, logstore, TimeSpan.Zero)));

        Assert.StartsWith(code, exception.ErrorCode, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task RunAsync_UnknownShard_Fails()
    {
        await using GroupScene scene = await GroupScene.StartAsync();

        await Assert.ThrowsAsync<SlsException>(() => ReadAsync(scene, o => o.Shard = 77));
    }

    [Fact]
    public async Task RunAsync_RangeHasExpired_FailsImmediately()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        string begin = scene.EndCursor(0);
        scene.Write(0, groups: 5);
        string end = scene.EndCursor(0);
        scene.Logstore.Trim(0, end);

        SlsException exception = await Assert.ThrowsAsync<SlsException>(() => ReadAsync(
            scene, o => (o.Shard, o.BeginCursor, o.EndCursor) = (0, begin, end)));

        Assert.Equal(SlsErrorKind.InvalidCursor, SlsErrors.Classify(exception));
    }

    [Fact]
    public async Task RunAsync_BlockCannotBeDecoded_FailsAfterTheThirdAttempt()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Logstore.Append(0, new byte[] { 0x0A, 0x05 });

        await Assert.ThrowsAsync<SlsProtocolException>(() => ReadAsync(scene, _ => { }));

        Assert.Equal(3, scene.Emulator.CountOf(SlsOperation.PullLogs));
    }

    [Fact]
    public async Task RunAsync_Stopped_EndsWithoutAnException()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        using CancellationTokenSource stop = new();

        Task running = scene.Range(_ => { }).RunAsync(lease => Task.Delay(Timeout.InfiniteTimeSpan, lease.Draining), stop.Token);
        await Eventually.TrueAsync(() => scene.Emulator.CountOf(SlsOperation.GetCursor) == 2);
        await stop.CancelAsync();

        await running.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static void Append(GroupScene scene, string id) => scene.Logstore.Append(0, new EmulatorLogGroup(new EmulatorLog(1, ("id", id))));

    private static async Task ReadAsync(GroupScene scene, Action<FixedRangeOptions> configure)
    {
        await using Consumer consumer = new(scene.Range(configure), scene.Ledger);
        await consumer.Running.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.All(consumer.Leases.Values, end => Assert.Equal("finished", end));
    }
}
