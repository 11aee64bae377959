using SlsSyslog.Serialization;
using SlsSyslog.Testing;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class RangeProgressTests
{
    [Fact]
    public async Task RunAsync_StoppedAndRunAgain_ContinuesAfterWhatWasCommitted()
    {
        await using GroupScene scene = await GroupScene.StartAsync(configure: o => o.MaxRawBytesPerPull = 1);
        scene.Write(0, groups: 10);
        List<string> starts = [];
        using CancellationTokenSource stop = new();
        FixedRangeSource first = Range(scene);
        await first.RunAsync(lease => ReadAsync(lease, starts, stop, stopAfter: 4), stop.Token);

        Assert.False(first.GetProgress().IsComplete);
        Assert.Equal((10, 4), (first.GetProgress().LogGroups, first.GetProgress().ConfirmedLogGroups));
        FixedRangeSource second = Range(scene);
        await second.RunAsync(lease => ReadAsync(lease, starts, stop: null), CancellationToken.None);

        Assert.Equal(new RangeProgress(10, 10, true), second.GetProgress());
        Assert.Equal(10, starts.Count);
        Assert.Equal(10, starts.Distinct().Count());
        Assert.Equal(scene.EndCursor(0), scene.Logstore.FindConsumerGroup("progress")!.Checkpoints.Single().Cursor);
        Assert.Equal(0, scene.Emulator.CountOf(SlsOperation.HeartBeat));
    }

    [Fact]
    public async Task RunAsync_ReadButNotCommitted_IsReadAgainByTheNextRun()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Write(0, groups: 3);
        FixedRangeSource first = Range(scene);
        await first.RunAsync(
            async lease =>
            {
                while (await lease.ReadAsync(null, CancellationToken.None) is { } batch)
                {
                    batch.Dispose();
                }
            },
            CancellationToken.None);

        Assert.Equal(new RangeProgress(3, 0, false), first.GetProgress());
        List<string> starts = [];
        await Range(scene).RunAsync(lease => ReadAsync(lease, starts, stop: null), CancellationToken.None);
        Assert.NotEmpty(starts);
    }

    [Fact]
    public async Task RunAsync_CompleteRange_ReadsNothing()
    {
        await using GroupScene scene = await GroupScene.StartAsync(shards: 2);
        scene.Write(0, groups: 3);
        scene.Write(1, groups: 3);
        List<string> starts = [];
        await Range(scene).RunAsync(lease => ReadAsync(lease, starts, stop: null), CancellationToken.None);
        starts.Clear();
        FixedRangeSource again = Range(scene);

        await again.RunAsync(lease => ReadAsync(lease, starts, stop: null), CancellationToken.None);

        Assert.Empty(starts);
        Assert.True(again.GetProgress().IsComplete);
    }

    [Fact]
    public async Task RunAsync_SeveralRangesOfAShard_ReadsExactlyThem()
    {
        await using GroupScene scene = await GroupScene.StartAsync(configure: o => o.MaxRawBytesPerPull = 1);
        string[] cursors = [.. Enumerable.Range(0, 10).Select(_ => Write(scene))];
        List<string> starts = [];
        FixedRangeSource source = Range(scene, new("actiontrail", 0, cursors[6], cursors[8]), new("actiontrail", 0, cursors[1], cursors[3]));

        await source.RunAsync(lease => ReadAsync(lease, starts, stop: null), CancellationToken.None);

        Assert.Equal([cursors[1], cursors[2], cursors[6], cursors[7]], starts);
        Assert.Equal(new RangeProgress(4, 4, true), source.GetProgress());
    }

    [Fact]
    public async Task RunAsync_FirstRangeIsNotConfirmed_TheNextOneIsNotRead()
    {
        await using GroupScene scene = await GroupScene.StartAsync(configure: o => o.MaxRawBytesPerPull = 1);
        string[] cursors = [.. Enumerable.Range(0, 10).Select(_ => Write(scene))];
        int leases = 0;
        FixedRangeSource source = Range(scene, new("actiontrail", 0, cursors[1], cursors[3]), new("actiontrail", 0, cursors[6], cursors[8]));

        await source.RunAsync(
            async lease =>
            {
                leases++;
                while (await lease.ReadAsync(null, CancellationToken.None) is { } batch)
                {
                    batch.Dispose();
                }
            },
            CancellationToken.None);

        Assert.Equal(1, leases);
        Assert.False(source.GetProgress().IsComplete);
    }

    [Theory]
    [InlineData("actiontrail", 1, "MQ==", "Mg==", 0, null)]
    [InlineData("other", 1, "MQ==", "Mg==", null, "other/1 from MQ== to Mg== is not one of those")]
    [InlineData("actiontrail", 1, "Mg==", "MQ==", null, "is not a valid range")]
    [InlineData("actiontrail", 1, "x", "MQ==", null, "is not a valid range")]
    [InlineData("actiontrail", -1, "MQ==", "Mg==", null, "is not a valid range")]
    public void Validate_InvalidRange_IsAnError(string logstore, int shard, string begin, string end, int? onlyShard, string? expected)
    {
        FixedRangeOptions options = new() { Endpoint = "localhost:1", Project = "sec-prod", Logstore = "actiontrail", Shard = onlyShard };
        options.Ranges = [new(logstore, shard, begin, end)];

        OptionError error = Assert.Single(options.Validate());

        Assert.Equal("Ranges", error.Path);
        Assert.Contains(expected ?? "cannot be combined", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_InvalidProgressGroup_IsAnError()
    {
        FixedRangeOptions options = new() { Endpoint = "localhost:1", Project = "sec-prod", Logstore = "actiontrail", ProgressGroup = "Not A Group" };

        Assert.Equal("ProgressGroup", Assert.Single(options.Validate()).Path);
    }

    private static string Write(GroupScene scene)
    {
        string cursor = scene.EndCursor(0);
        scene.Write(0, groups: 1);
        return cursor;
    }

    private static FixedRangeSource Range(GroupScene scene, params CursorRange[] ranges) =>
        scene.Range(options => (options.ProgressGroup, options.Ranges) = ("progress", ranges));

    private static async Task ReadAsync(ILogLease lease, List<string> starts, CancellationTokenSource? stop, int stopAfter = int.MaxValue)
    {
        while (!lease.Draining.IsCancellationRequested && await lease.ReadAsync(null, CancellationToken.None) is { } batch)
        {
            using (batch)
            {
                lock (starts)
                {
                    starts.Add(batch.Start.Cursor);
                }

                await lease.CommitAsync(batch.NextPosition, lease.Lost);
            }

            if (starts.Count == stopAfter)
            {
                await stop!.CancelAsync();
            }
        }
    }
}
