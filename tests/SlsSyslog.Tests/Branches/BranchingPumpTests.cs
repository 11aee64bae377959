using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

public sealed class BranchingPumpTests
{
    private static readonly string[][] Batches = [["a", "b"], ["c"], ["d", "a"]];

    [Fact]
    public async Task RunAsync_SeveralDestinations_EachReceivesItsRecordsAndIsCountedOnItsOwn()
    {
        MemoryTransport all = new();
        MemoryTransport only = new();
        Route[] branches = [MakeBranch("all", all), MakeBranch("only", only, filter: "a")];
        MemoryBranchingLease lease = new(Batches) { IsBounded = true };

        await RunAsync(branches, lease);

        Assert.Equal(["halfa", "halfb", "halfc", "halfd", "halfa"], all.Messages);
        Assert.Equal(["halfa", "halfa"], only.Messages);
        Assert.Equal((5, 5, 0), Counts(branches[0]));
        Assert.Equal((5, 2, 3), Counts(branches[1]));
        Assert.Equal(3, lease.Committed.Last());
        Assert.Equal(0, lease.OpenReaders);
    }

    [Fact]
    public async Task RunAsync_RequiredDestinationConfirmsNothing_HoldsTheCheckpointAndNotTheOthers()
    {
        MemoryTransport fast = new();
        MemoryTransport dead = new() { ConfirmsAtOnce = false };
        MemoryBranchingLease lease = new(Batches);
        Route[] branches = [MakeBranch("fast", fast), MakeBranch("dead", dead)];
        Task run = RunAsync(branches, lease);

        await Eventually.TrueAsync(() => branches[0].Totals.Delivered == 5 && dead.Slices == 3);
        Assert.Empty(lease.Committed);

        dead.Confirm(0);
        await Eventually.TrueAsync(() => lease.Committed.SequenceEqual([1]));
        dead.Confirm(1);
        dead.Confirm(2);
        await Eventually.TrueAsync(() => lease.Committed.Last() == 3);
        lease.Drain();
        await run.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task RunAsync_OptionalDestinationConfirmsNothing_HoldsNeitherTheCheckpointNorTheEnd()
    {
        MemoryTransport fast = new();
        MemoryTransport dead = new() { ConfirmsAtOnce = false };
        MemoryBranchingLease lease = new(Batches) { IsBounded = true };
        Route[] branches = [MakeBranch("fast", fast), MakeBranch("dead", dead, isRequired: false)];

        await RunAsync(branches, lease).WaitAsync(Eventually.Deadline);

        Assert.Equal([1, 2, 3], lease.Committed);
        Assert.Equal((5, 0, 0), Counts(branches[1]));
        Assert.Equal(5, branches[1].Monitor.GetStatus().Totals.Released);
    }

    [Fact]
    public async Task RunAsync_OneDestinationFailsAndRecovers_OnlyThatOneReadsAgain()
    {
        MemoryTransport steady = new();
        MemoryTransport failing = new() { ConfirmsAtOnce = false };
        MemoryBranchingLease lease = new(Batches);
        Route[] branches = [MakeBranch("steady", steady), MakeBranch("failing", failing)];
        Task run = RunAsync(branches, lease);
        await Eventually.TrueAsync(() => failing.Slices == 3);

        failing.Confirm(0);
        failing.Fail(1);
        await Eventually.TrueAsync(() => failing.Slices == 5);
        failing.Confirm(3);
        failing.Confirm(4);
        await Eventually.TrueAsync(() => lease.Committed.LastOrDefault() == 3);

        Assert.Equal(5, steady.Messages.Length);
        Assert.Equal(["halfa", "halfb", "halfc", "halfd", "halfa", "halfc", "halfd", "halfa"], failing.Messages);
        lease.Drain();
        await run.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task RunAsync_OneDestinationRejectsARecord_OnlyItsDeadLetterIsStoredAndTheOthersReceiveTheRecord()
    {
        FakeTimeProvider time = new();
        MemoryTransport slow = new() { OnSend = (_, token) => Task.Delay(TimeSpan.FromSeconds(1), time, token) };
        MemoryTransport rejecting = new() { Rejects = message => message == "halfb" };
        Route[] branches = [MakeBranch("slow", slow, time: time), MakeBranch("rejecting", rejecting, time: time)];
        MemoryBranchingLease lease = new(Batches) { IsBounded = true };
        Task run = new BranchingPump(branches, lease, time, NullLogger.Instance).RunAsync();

        await Eventually.TrueAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(5));
            return run.IsCompleted;
        });
        await run.WaitAsync(Eventually.Deadline);

        Assert.Empty(LettersOf(branches[0]));
        Assert.Equal("test/rejecting", Assert.Single(LettersOf(branches[1])).Route);
        Assert.Equal(["halfa", "halfb", "halfc", "halfd", "halfa"], slow.Messages);
        Assert.Equal((5, 5, 0), Counts(branches[0]));
        Assert.Equal((5, 4, 0), Counts(branches[1]));
        Assert.Equal(3, lease.Committed.Last());
    }

    [Fact]
    public async Task RunAsync_ReaderOfARequiredDestinationFails_DrainsTheOthersAndFails()
    {
        MemoryBranchingLease lease = new(Batches) { FailsToRead = 1 };
        Route[] branches = [MakeBranch("steady", new MemoryTransport()), MakeBranch("failing", new MemoryTransport())];

        IOException exception = await Assert.ThrowsAsync<IOException>(() => RunAsync(branches, lease).WaitAsync(Eventually.Deadline));

        Assert.Equal("It cannot be read.", exception.Message);
        Assert.Empty(lease.Committed);
        Assert.Equal(0, lease.OpenReaders);
    }

    [Fact]
    public async Task RunAsync_ReaderOfAnOptionalDestinationFails_ReportsItAndTheOthersContinue()
    {
        MemoryBranchingLease lease = new(Batches) { FailsToRead = 1 };
        MemoryTransport steady = new();
        Route[] branches = [MakeBranch("steady", steady), MakeBranch("failing", new MemoryTransport(), isRequired: false)];
        Task run = RunAsync(branches, lease);

        await Eventually.TrueAsync(() => lease.Committed.LastOrDefault() == 3 && branches[1].Monitor.GetShard("logs/0").Blocked is not null);

        Assert.Equal("It cannot be read.", branches[1].Monitor.LastError!.Message);
        Assert.Equal(5, steady.Messages.Length);
        Assert.False(run.IsCompleted);
        lease.Drain();
        await run.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task RunAsync_PolicyStopsTheShardAtOneDestination_HoldsTheCheckpointAndNotTheOthers()
    {
        Route stopping = MakeBranch("stopping", new MemoryTransport(), failsAt: "c");
        stopping.Failures.Filter = FailureAction.StopShard;
        MemoryBranchingLease lease = new(Batches);
        Route[] branches = [MakeBranch("steady", new MemoryTransport()), stopping];
        Task run = RunAsync(branches, lease);

        await Eventually.TrueAsync(() => stopping.Monitor.GetShard("logs/0").Blocked is not null && branches[0].Totals.Delivered == 5);

        Assert.Equal([1], lease.Committed);
        lease.Drain();
        await run.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task RunAsync_LeaseWithoutReaders_ReportsIt()
    {
        Route[] branches = [MakeBranch("a", new MemoryTransport()), MakeBranch("b", new MemoryTransport())];

        NotSupportedException exception = await Assert.ThrowsAsync<NotSupportedException>(
            () => new BranchingPump(branches, new MemoryLease(Batches), TimeProvider.System, NullLogger.Instance).RunAsync());

        Assert.Contains("cannot feed several destinations", exception.Message, StringComparison.Ordinal);
    }

    private static (long Read, long Delivered, long Filtered) Counts(Route branch)
    {
        RecordTotals totals = branch.Monitor.GetStatus().Totals;
        Assert.Equal(
            totals.Read,
            totals.Filtered + totals.Delivered + totals.DeadLettered + totals.Skipped + totals.Released + totals.Pending);
        return (totals.Read, totals.Delivered, totals.Filtered);
    }

    private static ConcurrentQueue<DeadLetter> LettersOf(Route branch) => ((MemoryDeadLetters)branch.DeadLetters).Letters;

    private static Task RunAsync(Route[] branches, MemoryBranchingLease lease) =>
        new BranchingPump(branches, lease, TimeProvider.System, NullLogger.Instance).RunAsync();

    private static Route MakeBranch(
        string name, MemoryTransport transport, string? filter = null, bool isRequired = true, string? failsAt = null, TimeProvider? time = null)
    {
        TimeProvider timeProvider = time ?? TimeProvider.System;
        RouteMonitor monitor = new($"test/{name}", timeProvider) { IsRequired = isRequired };
        return new Route(monitor)
        {
            IsRequired = isRequired,
            Filters = filter is not null ? [new DelegateFilter(record => HasId(record, filter))]
                : failsAt is not null ? [new DelegateFilter(record => HasId(record, failsAt) ? throw new FormatException() : true)]
                : [],
            Formatter = new IdFormatter(),
            Frames = new FrameBufferPool(SyslogFraming.OctetCounting, FrameBuffer.DefaultMaxMessageBytes),
            Transport = transport,
            DeadLetters = new MemoryDeadLetters(),
            Report = new RouteReport(monitor, "file", FrameBuffer.DefaultMaxMessageBytes, timeProvider, NullLogger.Instance),
            MaxUnsettledBytes = long.MaxValue,
            DrainTimeout = TimeSpan.FromMilliseconds(200),
        };
    }

    private static bool HasId(scoped LogRecord record, string id) =>
        record.TryGetField("id"u8, out ReadOnlySpan<byte> value) && value.SequenceEqual(System.Text.Encoding.UTF8.GetBytes(id));
}
