using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

public sealed class ShardPumpTests
{
    [Fact]
    public async Task RunAsync_BoundedLease_DeliversInOrderAndCommitsEveryBatch()
    {
        MemoryLease lease = new(["a", "b"], ["c"]) { IsBounded = true };
        MemoryTransport transport = new();

        await RunAsync(lease, transport);

        Assert.Equal(["halfa", "halfb", "halfc"], transport.Messages);
        Assert.Equal([1, 2], lease.Committed);
        Assert.All(lease.Batches, batch => Assert.True(batch.IsDisposed));
    }

    [Fact]
    public async Task RunAsync_UnconfirmedBatch_CommitsNothingYetSendsTheNext()
    {
        MemoryLease lease = new(["a"], ["b"]);
        MemoryTransport transport = new() { ConfirmsAtOnce = false };
        Task run = RunAsync(lease, transport);

        await Eventually.TrueAsync(() => transport.Slices == 2);
        transport.Confirm(1);
        Assert.Empty(lease.Committed);

        transport.Confirm(0);
        await Eventually.TrueAsync(() => lease.Committed.Count == 2);
        Assert.Equal([1, 2], lease.Committed);

        lease.Drain();
        await run.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task RunAsync_TicketFails_ReadsAgainFromFirstUnconfirmedBatch()
    {
        MemoryLease lease = new(["a"], ["b"], ["c"]);
        MemoryTransport transport = new() { ConfirmsAtOnce = false };
        Task run = RunAsync(lease, transport);

        await Eventually.TrueAsync(() => transport.Slices == 3);
        transport.Confirm(0);
        await Eventually.TrueAsync(() => lease.Committed.Count == 1);
        transport.Fail(1);

        await Eventually.TrueAsync(() => transport.Slices == 5);
        Assert.Equal([1], lease.Rewinds);
        Assert.Equal(["halfa", "halfb", "halfc", "halfb", "halfc"], transport.Messages);
        Assert.Equal([1], lease.Committed);

        transport.Confirm(3);
        transport.Confirm(4);
        await Eventually.TrueAsync(() => lease.Committed.Count == 3);
        lease.Drain();
        await run.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task RunAsync_FirstTicketFails_ReadsAgainFromWhereTheLeaseBegan()
    {
        MemoryLease lease = new(["a"]);
        MemoryTransport transport = new() { ConfirmsAtOnce = false };
        Task run = RunAsync(lease, transport);

        await Eventually.TrueAsync(() => transport.Slices == 1);
        transport.Fail(0);
        await Eventually.TrueAsync(() => transport.Slices == 2);
        transport.Confirm(1);
        await Eventually.TrueAsync(() => lease.Committed.Count == 1);

        Assert.Equal([0], lease.Rewinds);
        lease.Drain();
        await run.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task RunAsync_EverythingFiltered_IsCommittedAfterItsPredecessor()
    {
        MemoryLease lease = new(["a"], ["drop"]);
        MemoryTransport transport = new() { ConfirmsAtOnce = false };
        Task run = RunAsync(lease, transport, filter: new DelegateFilter(record =>
            record.TryGetField("id"u8, out ReadOnlySpan<byte> id) && !id.SequenceEqual("drop"u8)));

        await Eventually.TrueAsync(() => lease.Batches.Count == 2 && transport.Slices == 1);
        Assert.Empty(lease.Committed);
        transport.Confirm(0);
        await Eventually.TrueAsync(() => lease.Committed.Count == 2);

        Assert.Equal(["halfa"], transport.Messages);
        lease.Drain();
        await run.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task RunAsync_FormatterThrows_OnlyThatRecordBecomesADeadLetter()
    {
        MemoryLease lease = new(["a", "poison", "b"]) { IsBounded = true };
        MemoryTransport transport = new();
        MemoryDeadLetters letters = new();

        await RunAsync(lease, transport, letters);

        Assert.Equal(["halfa", "halfb"], transport.Messages);
        DeadLetter letter = Assert.Single(letters.Letters);
        Assert.Contains("cannot be written", letter.Reason, StringComparison.Ordinal);
        Assert.Contains("[[\"id\",\"poison\"]]", System.Text.Encoding.UTF8.GetString(letter.Record.Span), StringComparison.Ordinal);
        Assert.Equal([1], lease.Committed);
    }

    [Fact]
    public async Task RunAsync_OversizeToDeadLetters_StoresTheWholeRecord()
    {
        string large = new('x', 10_000);
        MemoryLease lease = new(["a", large, "b"]) { IsBounded = true };
        MemoryTransport transport = new();
        MemoryDeadLetters letters = new();

        await RunAsync(MakeRoute(transport, letters, null, oversize: OversizePolicy.DeadLetter), lease);

        Assert.Equal(["halfa", "halfb"], transport.Messages);
        Assert.Contains(large, System.Text.Encoding.UTF8.GetString(Assert.Single(letters.Letters).Record.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_DeadLetterCannotBeStored_WaitsAtTheRecordAndSaysSo()
    {
        MemoryLease lease = new(["a"], ["poison"], ["b"]) { IsBounded = true };
        MemoryTransport transport = new();
        MemoryDeadLetters letters = new() { FailuresFirst = 2 };
        ListLogger logger = new();

        await RunAsync(MakeRoute(transport, letters, null, logger: logger), lease);

        Assert.Empty(lease.Rewinds);
        Assert.Single(letters.Letters);
        Assert.Equal([1, 2, 3], lease.Committed);
        Assert.Equal(["halfa", "halfb"], transport.Messages);
        Assert.Contains(logger.Lines, line => line.StartsWith("Error: Route test: dead letters cannot be stored in file.", StringComparison.Ordinal));
        Assert.Contains(logger.Lines, line => line.Contains("the disk is full", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_DrainTimeoutOverWhileADeadLetterCannotBeStored_ReportsTheReasonAndCountsTheShard()
    {
        MemoryLease lease = new(["poison"]);
        MemoryDeadLetters letters = new() { FailuresFirst = int.MaxValue };
        ListLogger logger = new();
        Route route = MakeRoute(new MemoryTransport(), letters, null, drainTimeout: TimeSpan.FromMilliseconds(50), logger: logger);
        ShardPump pump = new(route, lease, TimeProvider.System, NullLogger.Instance);
        Task run = pump.RunAsync();

        await Eventually.TrueAsync(() => logger.Lines.Count > 0);
        lease.Drain();
        await run.WaitAsync(Eventually.Deadline);

        Assert.Contains("the disk is full", pump.LastError, StringComparison.Ordinal);
        Assert.Equal(1, route.Totals.UndeliveredShards);
    }

    [Fact]
    public async Task RunAsync_LostWithUnconfirmedRecords_CountsTheShardUntilALaterLeaseConfirmsEverything()
    {
        MemoryTransport transport = new() { ConfirmsAtOnce = false };
        Route route = MakeRoute(transport, new MemoryDeadLetters(), null);
        MemoryLease lost = new(["a"]);
        Task run = RunAsync(route, lost);
        await Eventually.TrueAsync(() => transport.Slices == 1);
        lost.Lose();
        await run.WaitAsync(Eventually.Deadline);
        Assert.Equal(1, route.Totals.UndeliveredShards);

        run = RunAsync(route, new MemoryLease(["a"]) { IsBounded = true });
        await Eventually.TrueAsync(() => transport.Slices == 2);
        transport.Confirm(1);
        await run.WaitAsync(Eventually.Deadline);

        Assert.Equal(0, route.Totals.UndeliveredShards);
    }

    [Fact]
    public async Task RunAsync_BatchFailsPartway_CountsEachRecordOnce()
    {
        MemoryLease lease = new([.. Enumerable.Repeat(new string('x', 7000), 60)]) { IsBounded = true };
        MemoryTransport transport = new() { ConfirmsAtOnce = false };
        Route route = MakeRoute(transport, new MemoryDeadLetters(), null);
        Task<bool> run = RunAsync(route, lease);

        await Eventually.TrueAsync(() => transport.Messages.Length == 60);
        int slices = transport.Slices;
        Assert.True(slices > 1);
        transport.Confirm(0);
        transport.Fail(1);

        // The confirmed slice is not sent again.
        await Eventually.TrueAsync(() => transport.Slices == (2 * slices) - 1);
        Assert.True(transport.Messages.Length < 120);
        for (int i = slices; i < transport.Slices; i++)
        {
            transport.Confirm(i);
        }

        Assert.True(await run.WaitAsync(Eventually.Deadline));
        Assert.Equal(60, route.Totals.Read);
        Assert.Equal(60, route.Totals.Delivered);
    }

    [Theory]
    [InlineData(false, "The next owner continues from the position that is stored in SLS.")]
    [InlineData(true, "A run over the same range sends them again.")]
    public async Task RunAsync_EndsWithUnconfirmedRecords_PromisesNoMoreThanIsSo(bool isBounded, string next)
    {
        MemoryLease lease = new(["a"]);
        MemoryTransport transport = new() { ConfirmsAtOnce = false };
        ListLogger logger = new();
        Route route = MakeRoute(transport, new MemoryDeadLetters(), null, drainTimeout: TimeSpan.FromMilliseconds(50));
        Task<bool> run = new ShardPump(route, lease, TimeProvider.System, logger, isBounded).RunAsync();
        await Eventually.TrueAsync(() => transport.Slices == 1);

        lease.Drain();

        Assert.False(await run.WaitAsync(Eventually.Deadline));
        Assert.Equal($"Warning: Route test: shard logs/0 released with unconfirmed records. {next}", Assert.Single(logger.Lines));
    }

    // A server that closes the connection when it receives one message, for example because of its size.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(137)]
    [InlineData(499)]
    public async Task RunAsync_ServerRejectsOneRecordAndThePolicyIsRetry_WaitsAtTheRecordAndDoesNotResendTheOthers(int index)
    {
        bool isRejecting = true;
        MemoryLease lease = new(["first"], MakeBatch(index), ["last"]) { IsBounded = true };
        MemoryTransport transport = new() { Rejects = message => message == "halfbad" && Volatile.Read(ref isRejecting) };
        ListLogger logger = new();
        Route route = MakeRoute(transport, new MemoryDeadLetters(), null, logger: logger, rejected: FailureAction.Retry);
        FakeTimeProvider timeProvider = new();
        Task<bool> run = new ShardPump(route, lease, timeProvider, logger).RunAsync();

        await AdvanceUntilAsync(timeProvider, () => logger.Lines.Any(
            entry => entry.StartsWith("Error: Route test: shard logs/0 waits", StringComparison.Ordinal)));

        string line = logger.Lines.First(line => line.Contains("waits at", StringComparison.Ordinal));
        Assert.Contains($"waits at record 1 + {index}, which", line, StringComparison.Ordinal);
        Assert.Contains("has 9 bytes with its frame", line, StringComparison.Ordinal);
        Assert.Equal([1], lease.Committed);
        int before = transport.Messages.Count(message => message != "halfbad");
        int bad = transport.Messages.Length - before;
        await AdvanceUntilAsync(timeProvider, () => transport.Messages.Count(message => message == "halfbad") > bad + 1);
        Assert.Equal(before, transport.Messages.Count(message => message != "halfbad"));
        Assert.InRange(transport.Messages.Count(message => message == "half0000"), index == 0 ? 0 : 1, 6);

        Volatile.Write(ref isRejecting, false);
        await AdvanceUntilAsync(timeProvider, () => run.IsCompleted);
        Assert.True(await run.WaitAsync(Eventually.Deadline));
        Assert.Equal(502, route.Totals.Delivered);
        Assert.Equal([1, 2, 3], lease.Committed);
        Assert.Equal(502, transport.Messages.Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(137)]
    [InlineData(499)]
    public async Task RunAsync_ServerRejectsOneRecord_StoresTheRecordAndContinues(int index)
    {
        MemoryLease lease = new(["first"], MakeBatch(index), ["last"]) { IsBounded = true };
        MemoryTransport transport = new() { Rejects = message => message == "halfbad" };
        MemoryDeadLetters letters = new();
        Route route = MakeRoute(transport, letters, null);

        FakeTimeProvider timeProvider = new();
        Task<bool> run = new ShardPump(route, lease, timeProvider, NullLogger.Instance).RunAsync();
        await AdvanceUntilAsync(timeProvider, () => run.IsCompleted);

        Assert.True(await run.WaitAsync(Eventually.Deadline));
        DeadLetter letter = Assert.Single(letters.Letters);
        Assert.Contains("closes the connection when it receives the message of 9 bytes", letter.Reason, StringComparison.Ordinal);
        Assert.Contains("bad", System.Text.Encoding.UTF8.GetString(letter.Record.Span), StringComparison.Ordinal);
        Assert.Equal((501, 1), (route.Totals.Delivered, route.Totals.DeadLettered));
        Assert.Equal(502, transport.Messages.Distinct().Count());
        Assert.Equal([1, 2, 3], lease.Committed);
    }

    // A server that closes every connection rejects no record in particular.
    [Fact]
    public async Task RunAsync_ServerRejectsEveryRecord_StoresNoneAsADeadLetter()
    {
        MemoryLease lease = new(MakeBatch(1));
        MemoryTransport transport = new() { Rejects = _ => true };
        MemoryDeadLetters letters = new();
        FakeTimeProvider timeProvider = new();
        Route route = MakeRoute(transport, letters, null);
        Task<bool> run = new ShardPump(route, lease, timeProvider, NullLogger.Instance).RunAsync();

        await AdvanceUntilAsync(timeProvider, () => transport.Slices > 30);
        lease.Lose();

        Assert.False(await run.WaitAsync(Eventually.Deadline));
        Assert.Empty(letters.Letters);
    }

    private static Task AdvanceUntilAsync(FakeTimeProvider timeProvider, Func<bool> condition) => Eventually.TrueAsync(() =>
    {
        timeProvider.Advance(TimeSpan.FromSeconds(30));
        return condition();
    });

    private static string[] MakeBatch(int bad) => [.. Enumerable.Range(0, 500).Select(i => i == bad ? "bad" : $"0{i:000}")];

    // A livelock: the same records are sent again and again.
    [Fact]
    public async Task RunAsync_SameRecordsFailAgainAndAgain_IsAnError()
    {
        MemoryLease lease = new(MakeBatch(20));
        MemoryTransport transport = new() { ConfirmsAtOnce = false };
        LogLines logger = new();
        Route route = MakeRoute(transport, new MemoryDeadLetters(), null, logger: logger);
        Task run = new ShardPump(route, lease, TimeProvider.System, logger).RunAsync();

        for (int i = 0; i < 4; i++)
        {
            int slice = i;
            await Eventually.TrueAsync(() => transport.Slices == slice + 1);
            transport.Fail(slice);
        }

        await Eventually.TrueAsync(() => transport.Slices == 5);
        Assert.Equal([300, 307], logger.Lines.Select(line => line.Id));
        Assert.Contains("sent 4 times", logger.Lines[^1].Text, StringComparison.Ordinal);
        lease.Lose();
        await run.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task RunAsync_HostStopsAndTheCloseIsNotAnswered_CountsTheShardAsUndelivered()
    {
        MemoryLease lease = new(["a"]);
        MemoryTransport transport = new() { UnansweredDrains = 1 };
        LogLines logger = new();
        Route route = MakeRoute(transport, new MemoryDeadLetters(), null);
        Task<bool> run = new ShardPump(route, lease, TimeProvider.System, logger).RunAsync();
        await Eventually.TrueAsync(() => lease.Committed.Count == 1);

        lease.Drain();

        Assert.False(await run.WaitAsync(Eventually.Deadline));
        Assert.Equal(1, route.Totals.UndeliveredShards);
        Assert.Equal([308], logger.Lines.Select(line => line.Id));
    }

    [Fact]
    public async Task RunAsync_Draining_ConfirmsAndCommitsWhatIsInFlight()
    {
        MemoryLease lease = new(["a"]);
        MemoryTransport transport = new() { ConfirmsAtOnce = false };
        Task run = RunAsync(lease, transport);

        await Eventually.TrueAsync(() => transport.Slices == 1);
        lease.Drain();
        await Eventually.TrueAsync(() => transport.Drains == 1);
        Assert.False(run.IsCompleted);
        transport.Confirm(0);
        await run.WaitAsync(Eventually.Deadline);

        Assert.Equal([1], lease.Committed);
    }

    [Fact]
    public async Task RunAsync_DrainTimeoutOver_EndsUncommittedAndCountsTheShard()
    {
        MemoryLease lease = new(["a"]);
        MemoryTransport transport = new() { ConfirmsAtOnce = false };
        Route route = MakeRoute(transport, new MemoryDeadLetters(), null, drainTimeout: TimeSpan.FromMilliseconds(50));
        Task run = RunAsync(route, lease);

        await Eventually.TrueAsync(() => transport.Slices == 1);
        lease.Drain();
        await run.WaitAsync(Eventually.Deadline);

        Assert.Empty(lease.Committed);
        Assert.Equal(1, route.Totals.UndeliveredShards);
    }

    [Fact]
    public async Task RunAsync_Lost_EndsImmediatelyAndCommitsNothing()
    {
        MemoryLease lease = new(["a"], ["b"]);
        MemoryTransport transport = new() { ConfirmsAtOnce = false };
        Task run = RunAsync(lease, transport);

        await Eventually.TrueAsync(() => transport.Slices == 2);
        lease.Lose();
        await run.WaitAsync(Eventually.Deadline);

        Assert.Empty(lease.Committed);
        Assert.Equal(0, transport.Drains);
    }

    [Fact]
    public async Task RunAsync_TooMuchUnsettled_StopsReadingUntilSomethingSettles()
    {
        MemoryLease lease = new(["a"], ["b"], ["c"]);
        MemoryTransport transport = new() { ConfirmsAtOnce = false };
        Task run = RunAsync(MakeRoute(transport, new MemoryDeadLetters(), null, maxUnsettledBytes: 8), lease);

        await Eventually.TrueAsync(() => transport.Slices == 2);
        transport.Confirm(0);
        await Eventually.TrueAsync(() => transport.Slices == 3);
        Assert.Equal([1], lease.Committed);

        transport.Confirm(1);
        transport.Confirm(2);
        lease.Drain();
        await run.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task RunAsync_BatchLargerThanASlice_CommitsOnlyAfterTheLastSlice()
    {
        string[] many = [.. Enumerable.Range(0, 60_000).Select(i => $"{i:D8}")];
        MemoryLease lease = new(many);
        MemoryTransport transport = new() { ConfirmsAtOnce = false };
        Task run = RunAsync(lease, transport);

        await Eventually.TrueAsync(() => transport.Messages.Length == many.Length);
        Assert.True(transport.Slices > 1);
        for (int i = 0; i < transport.Slices - 1; i++)
        {
            transport.Confirm(i);
        }

        Assert.Empty(lease.Committed);
        transport.Confirm(transport.Slices - 1);
        await Eventually.TrueAsync(() => lease.Committed.Count == 1);
        Assert.Equal(many.Select(id => "half" + id), transport.Messages);

        lease.Drain();
        await run.WaitAsync(Eventually.Deadline);
    }

    private static Task<bool> RunAsync(
        MemoryLease lease, MemoryTransport transport, MemoryDeadLetters? letters = null, IRecordFilter? filter = null) =>
        RunAsync(MakeRoute(transport, letters ?? new MemoryDeadLetters(), filter), lease);

    private static Task<bool> RunAsync(Route route, MemoryLease lease) =>
        new ShardPump(route, lease, TimeProvider.System, NullLogger.Instance).RunAsync();

    private static Route MakeRoute(
        MemoryTransport transport,
        MemoryDeadLetters letters,
        IRecordFilter? filter,
        long maxUnsettledBytes = long.MaxValue,
        TimeSpan? drainTimeout = null,
        OversizePolicy oversize = OversizePolicy.Truncate,
        ILogger? logger = null,
        FailureAction rejected = FailureAction.DeadLetter)
    {
        RouteMonitor monitor = new("test", TimeProvider.System);
        return new Route(monitor)
        {
            Filters = filter is null ? [] : [filter],
            Formatter = new IdFormatter(),
            Frames = new FrameBufferPool(SyslogFraming.OctetCounting, FrameBuffer.DefaultMaxMessageBytes),
            Transport = transport,
            DeadLetters = letters,
            Report = new RouteReport(monitor, "file", FrameBuffer.DefaultMaxMessageBytes, TimeProvider.System, logger ?? NullLogger.Instance)
            {
                WaitsForRejected = rejected == FailureAction.Retry,
            },
            Failures = { Rejected = rejected },
            Oversize = oversize,
            MaxUnsettledBytes = maxUnsettledBytes,
            DrainTimeout = drainTimeout ?? TimeSpan.FromSeconds(30),
        };
    }
}
