using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

/// <summary>Covers each action for each failure of a record. The default of every one loses nothing.</summary>
public sealed class RecordFailuresTests
{
    private static readonly string[] Batch = ["a", "poison", "b"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunAsync_DeadLetter_StoresTheRecordAndContinues(bool isFilter)
    {
        PumpScene scene = MakeScene(isFilter, FailureAction.DeadLetter);

        Assert.True(await scene.RunAsync(new MemoryLease(["first"], Batch, ["last"]) { IsBounded = true }));

        Assert.Equal(["halffirst", "halfa", "halfb", "halflast"], scene.Transport.Messages);
        Assert.Single(scene.Letters.Letters);
        Assert.Equal((5, 4, 1, 0), (scene.Totals.Read, scene.Totals.Delivered, scene.Totals.DeadLettered, scene.Totals.Skipped));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunAsync_Skip_CountsAndLogsTheRecordAndContinues(bool isFilter)
    {
        PumpScene scene = MakeScene(isFilter, FailureAction.Skip);

        Assert.True(await scene.RunAsync(new MemoryLease(["first"], Batch, ["last"]) { IsBounded = true }));

        Assert.Equal(["halffirst", "halfa", "halfb", "halflast"], scene.Transport.Messages);
        Assert.Empty(scene.Letters.Letters);
        Assert.Equal((5, 4, 0, 1), (scene.Totals.Read, scene.Totals.Delivered, scene.Totals.DeadLettered, scene.Totals.Skipped));
        Assert.Equal((4, 1), (scene.Route.Totals.Delivered, scene.Route.Totals.Skipped));
        Assert.Contains(scene.Log.Lines, line => line.StartsWith("Warning: Route test: 1 records were skipped", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, FailureAction.StopShard)]
    [InlineData(true, FailureAction.StopShard)]
    [InlineData(false, FailureAction.StopHost)]
    [InlineData(true, FailureAction.StopHost)]
    public async Task RunAsync_Stop_CommitsWhatIsBeforeTheBatchAndReadsNothingMore(bool isFilter, FailureAction action)
    {
        PumpScene scene = MakeScene(isFilter, action);
        MemoryLease lease = new(["first"], Batch, ["last"]);
        Task<bool> run = scene.RunAsync(lease);

        await Eventually.TrueAsync(() => scene.Blocked is not null);

        Assert.Equal([1], lease.Committed);
        Assert.Equal(2, lease.Batches.Count);
        Assert.Empty(scene.Letters.Letters);
        Assert.False(run.IsCompleted);
        await Eventually.TrueAsync(() => scene.HostStops.Count == (action == FailureAction.StopHost ? 1 : 0));
        Assert.Single(scene.Log.Lines, line => line.Contains("is stopped and is not read", StringComparison.Ordinal));

        lease.Drain();
        await scene.UntilAsync(() => run.IsCompleted);
        Assert.False(await run);
        Assert.Equal(1, scene.Route.Totals.UndeliveredShards);
        Assert.Equal(scene.Totals.Read, scene.Totals.Delivered + scene.Totals.Released);
    }

    [Fact]
    public async Task RunAsync_StopInABoundedRun_EndsTheRun()
    {
        PumpScene scene = MakeScene(isFilter: false, FailureAction.StopHost);

        Assert.False(await scene.RunAsync(new MemoryLease(["first"], Batch) { IsBounded = true }, isBounded: true));

        Assert.Empty(scene.HostStops);
    }

    [Fact]
    public async Task RunAsync_LetterCannotBeStoredAndRetry_HoldsTheShardAndStoresItLater()
    {
        PumpScene scene = new() { Letters = new MemoryDeadLetters { FailuresFirst = 5 } };
        MemoryLease lease = new(Batch) { IsBounded = true };
        Task<bool> run = scene.RunAsync(lease);

        await Eventually.TrueAsync(() => scene.Blocked is not null);
        Assert.Empty(lease.Committed);

        await scene.UntilAsync(() => run.IsCompleted);
        Assert.Single(scene.Letters.Letters);
        Assert.Equal((2, 1), (scene.Totals.Delivered, scene.Totals.DeadLettered));
        Assert.Null(scene.Blocked);
    }

    [Fact]
    public async Task RunAsync_LetterCannotBeStoredAndSkip_CountsTheRecordAfterThreeAttempts()
    {
        PumpScene scene = new() { Letters = new MemoryDeadLetters { FailuresFirst = int.MaxValue } };
        scene.Failures.DeadLetterStore = FailureAction.Skip;
        Task<bool> run = scene.RunAsync(new MemoryLease(Batch) { IsBounded = true });

        await scene.UntilAsync(() => run.IsCompleted);

        Assert.True(await run);
        Assert.Equal((3, 2, 0, 1), (scene.Totals.Read, scene.Totals.Delivered, scene.Totals.DeadLettered, scene.Totals.Skipped));
        Assert.Null(scene.Blocked);
    }

    [Theory]
    [InlineData(FailureAction.StopShard)]
    [InlineData(FailureAction.StopHost)]
    public async Task RunAsync_LetterCannotBeStoredAndStop_StopsAfterThreeAttempts(FailureAction action)
    {
        PumpScene scene = new() { Letters = new MemoryDeadLetters { FailuresFirst = int.MaxValue } };
        scene.Failures.DeadLetterStore = action;
        MemoryLease lease = new(["first"], Batch);
        Task<bool> run = scene.RunAsync(lease);

        await scene.UntilAsync(() => scene.Log.Lines.Any(line => line.Contains("is stopped and is not read", StringComparison.Ordinal)));
        await Eventually.TrueAsync(() => scene.HostStops.Count == (action == FailureAction.StopHost ? 1 : 0));

        Assert.Contains("the disk is full", scene.Blocked!.Message, StringComparison.Ordinal);
        lease.Drain();
        await scene.UntilAsync(() => run.IsCompleted);
        Assert.False(await run);
        Assert.Equal([1], lease.Committed);
    }

    private static PumpScene MakeScene(bool isFilter, FailureAction action)
    {
        PumpScene scene = new()
        {
            Filter = isFilter ? new DelegateFilter(ThrowAtPoison) : null,
            Formatter = isFilter ? new IdOnlyFormatter() : new IdFormatter(),
        };
        (scene.Failures.Filter, scene.Failures.Format) =
            isFilter ? (action, FailureAction.DeadLetter) : (FailureAction.DeadLetter, action);
        return scene;
    }

    private static bool ThrowAtPoison(scoped LogRecord record) =>
        record.TryGetField("id"u8, out ReadOnlySpan<byte> id) && id.SequenceEqual("poison"u8)
            ? throw new InvalidOperationException("cannot be filtered")
            : true;

    private sealed class IdOnlyFormatter : IMessageFormatter
    {
        public void Format(scoped LogRecord record, ref SyslogWriter writer)
        {
            record.TryGetField("id"u8, out ReadOnlySpan<byte> id);
            writer.WriteLiteral("half"u8);
            writer.Write(id);
        }
    }
}
