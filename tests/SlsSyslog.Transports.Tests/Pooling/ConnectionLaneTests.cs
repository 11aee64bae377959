using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace SlsSyslog.Transports.Tests;

public sealed class ConnectionLaneTests : IAsyncDisposable
{
    private static readonly TimeSpan SettleWindow = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(10);
    private static readonly RotationPlan NoRotation = new(After: null, AfterBytes: null, Overlap: true, MustDrain: false, TimeSpan.FromDays(1));

    private readonly FakeTimeProvider _timeProvider = new();
    private readonly NetworkTransportOptions _options = new TcpTransportOptions { DrainTimeout = DrainTimeout };
    private readonly FakeServers _servers;
    private ConnectionLane? _lane;

    public ConnectionLaneTests() => _servers = new FakeServers(_timeProvider, _options) { SettleWindow = SettleWindow };

    private List<FakeConnection> Connections => _servers.Connections;

    public async ValueTask DisposeAsync()
    {
        Connections.ForEach(connection => connection.SessionEnd.TrySetResult());
        if (_lane is not null)
        {
            await _lane.DisposeAsync();
        }

        _servers.Dispose();
    }

    [Fact]
    public async Task SendAsync_Frames_SettleNeitherBeforeTheirProofNorBeforeTheWindow()
    {
        ConnectionLane lane = Create();
        DeliveryTicket ticket = await lane.SendAsync(Frames.Of("one"), CancellationToken.None);
        Task confirming = ConnectionPool.ConfirmAsync(ticket, CancellationToken.None).AsTask();

        _timeProvider.Advance(10 * SettleWindow);
        Assert.False(confirming.IsCompleted);
        Connections[0].Prove();
        _timeProvider.Advance(SettleWindow - TimeSpan.FromMilliseconds(1));
        Connections[0].Prove();
        Assert.False(confirming.IsCompleted);
        _timeProvider.Advance(TimeSpan.FromMilliseconds(1));
        Connections[0].Prove();

        await confirming.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task SendAsync_ConnectionBreaksDuringTheSend_ResendsWhatIsNotDelivered()
    {
        _servers.OnConnected = connection => connection.OnSend = (_, _) => Task.FromResult<int?>(Connections.Count == 1 ? 2 : null);
        ConnectionLane lane = Create();

        DeliveryTicket ticket = await SendAndAdvanceAsync(lane, "a", "b", "c", "d");

        Assert.Equal(2, Connections.Count);
        Assert.Equal(["c", "d"], Connections[1].Messages);
        Assert.False(ConnectionPool.ConfirmAsync(ticket, CancellationToken.None).AsTask().IsCompleted);
    }

    // The reader and the sender of a connection notice its end on two threads.
    [Fact]
    public async Task SendAsync_BreakIsNotReportedYet_ConnectsAfterTheReport()
    {
        ConnectionLane lane = Create();
        await lane.SendAsync(Frames.Of("one"), CancellationToken.None);
        TaskCompletionSource breaking = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using ManualResetEventSlim continues = new();
        Connections[0].OnBreaking = () =>
        {
            breaking.SetResult();
            continues.Wait(Eventually.Deadline);
        };
        Task breaks = Task.Run(() => Connections[0].Break("the test broke it", cause: null));
        await breaking.Task.WaitAsync(Eventually.Deadline);

        // Without the wait, this connects before it returns.
        Task<DeliveryTicket> next = lane.SendAsync(Frames.Of("two"), CancellationToken.None).AsTask();
        Assert.Single(Connections);
        continues.Set();
        await breaks.WaitAsync(Eventually.Deadline);

        await Eventually.TrueAsync(() =>
        {
            _timeProvider.Advance(TimeSpan.FromSeconds(1));
            return next.IsCompleted;
        });
        Assert.Equal(["two"], Connections[1].Messages);
    }

    [Fact]
    public async Task SendAsync_EveryConnectionBreaks_ContinuesFromTheLastPosition()
    {
        _servers.OnConnected = connection =>
        {
            int number = Connections.Count;
            connection.OnSend = (firstFrame, _) =>
            {
                Assert.Equal(number - 1, firstFrame);
                return Task.FromResult<int?>(number < 4 ? number : null);
            };
        };
        ConnectionLane lane = Create();

        await SendAndAdvanceAsync(lane, "a", "b", "c", "d");

        Assert.Equal(["d"], Connections[3].Messages);
    }

    [Fact]
    public async Task ConfirmAsync_ConnectionBreaksAfterTheSend_FailsEverythingUnsettled()
    {
        ConnectionLane lane = Create();
        DeliveryTicket settled = await lane.SendAsync(Frames.Of("settled"), CancellationToken.None);
        Connections[0].Prove();
        _timeProvider.Advance(SettleWindow);
        Connections[0].Prove();
        DeliveryTicket proven = await lane.SendAsync(Frames.Of("proven"), CancellationToken.None);
        Connections[0].Prove();
        DeliveryTicket sent = await lane.SendAsync(Frames.Of("sent"), CancellationToken.None);

        Connections[0].Break("reset", cause: null);

        await ConnectionPool.ConfirmAsync(settled, CancellationToken.None);
        await FailsAsync(proven);
        await FailsAsync(sent);
    }

    [Fact]
    public async Task SendAsync_SeveralSenders_SendOneAtATimeInOrder()
    {
        TaskCompletionSource<int?> first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int inside = 0;
        _servers.OnConnected = connection => connection.OnSend = async (_, _) =>
        {
            Assert.Equal(1, Interlocked.Increment(ref inside));
            int? result = await first.Task;
            Interlocked.Decrement(ref inside);
            return result;
        };
        ConnectionLane lane = Create();
        Task[] sending = [.. Enumerable.Range(0, 5).Select(i => lane.SendAsync(Frames.Of($"{i}"), CancellationToken.None).AsTask())];

        first.SetResult(null);
        await Task.WhenAll(sending).WaitAsync(Eventually.Deadline);

        Assert.Equal(["0", "1", "2", "3", "4"], Assert.Single(Connections).Messages);
    }

    [Fact]
    public async Task SendAsync_CanceledWhileWaiting_SendsNothingAndReleasesTheLane()
    {
        TaskCompletionSource<int?> first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _servers.OnConnected = connection => connection.OnSend = (_, _) => first.Task;
        ConnectionLane lane = Create();
        using CancellationTokenSource cancellation = new();
        Task one = lane.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask();
        Task two = lane.SendAsync(Frames.Of("two"), cancellation.Token).AsTask();
        Task three = lane.SendAsync(Frames.Of("three"), CancellationToken.None).AsTask();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => two.WaitAsync(Eventually.Deadline));
        first.SetResult(null);
        await Task.WhenAll(one, three).WaitAsync(Eventually.Deadline);

        Assert.Equal(["one", "three"], Assert.Single(Connections).Messages);
    }

    [Fact]
    public async Task SendAsync_CanceledDuringTheSend_NextSenderEnters()
    {
        _servers.OnConnected = connection => connection.OnSend = async (_, cancellationToken) =>
        {
            if (cancellationToken.CanBeCanceled)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }

            return null;
        };
        ConnectionLane lane = Create();
        using CancellationTokenSource cancellation = new();
        Task stuck = lane.SendAsync(Frames.Of("stuck"), cancellation.Token).AsTask();
        Task<DeliveryTicket> next = lane.SendAsync(Frames.Of("next"), CancellationToken.None).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stuck.WaitAsync(Eventually.Deadline));
        await next.WaitAsync(Eventually.Deadline);
        Assert.Equal(["next"], Connections[0].Messages);
    }

    [Fact]
    public async Task DrainAsync_NothingUnsettled_KeepsTheConnection()
    {
        ConnectionLane lane = Create();
        await lane.SendAsync(Frames.Of("one"), CancellationToken.None);
        Connections[0].Prove();
        _timeProvider.Advance(SettleWindow);
        Connections[0].Prove();

        await lane.DrainAsync(CancellationToken.None).WaitAsync(Eventually.Deadline);

        Assert.True(Connections[0].IsOpen);
    }

    [Fact]
    public async Task DrainAsync_Unsettled_SettlesWhenTheSessionHasEnded()
    {
        ConnectionLane lane = Create();
        DeliveryTicket ticket = await lane.SendAsync(Frames.Of("one"), CancellationToken.None);
        Task confirming = ConnectionPool.ConfirmAsync(ticket, CancellationToken.None).AsTask();
        Task first = lane.DrainAsync(CancellationToken.None);
        Task second = lane.DrainAsync(CancellationToken.None);
        Assert.False(first.IsCompleted || second.IsCompleted || confirming.IsCompleted);

        Connections[0].SessionEnd.SetResult();

        await Task.WhenAll(first, second, confirming).WaitAsync(Eventually.Deadline);
        await lane.SendAsync(Frames.Of("two"), CancellationToken.None);
        Assert.Equal(["two"], Connections[1].Messages);
    }

    [Fact]
    public async Task DrainAsync_SessionDoesNotEnd_FailsWhatIsUnsettled()
    {
        ConnectionLane lane = Create();
        DeliveryTicket ticket = await lane.SendAsync(Frames.Of("one"), CancellationToken.None);
        Task draining = lane.DrainAsync(CancellationToken.None);

        _timeProvider.Advance(DrainTimeout);

        await draining.WaitAsync(Eventually.Deadline);
        await FailsAsync(ticket);
    }

    [Fact]
    public async Task Rotation_TimeElapsed_NextConnectionIsUsedAndThePreviousSettlesAfterTheWindow()
    {
        ConnectionLane lane = Create(NoRotation with { After = TimeSpan.FromMinutes(1) });
        DeliveryTicket one = await lane.SendAsync(Frames.Of("one"), CancellationToken.None);

        _timeProvider.Advance(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(() => Connections.Count == 2 && !Connections[0].IsOpen, "the connection is replaced");
        await lane.SendAsync(Frames.Of("two"), CancellationToken.None);
        Connections[0].SessionEnd.SetResult();
        await Eventually.TrueAsync(() => Connections[0].WasClosedCleanly, "the previous connection is closed");
        Task confirming = ConnectionPool.ConfirmAsync(one, CancellationToken.None).AsTask();

        Assert.Equal(["two"], Connections[1].Messages);
        Assert.False(confirming.IsCompleted);
        await AdvanceUntilAsync(confirming, SettleWindow);
    }

    [Fact]
    public async Task Rotation_NextConnectionBreaksWithinTheWindow_FailsThePreviousToo()
    {
        ConnectionLane lane = Create(NoRotation with { After = TimeSpan.FromMinutes(1) });
        DeliveryTicket one = await lane.SendAsync(Frames.Of("one"), CancellationToken.None);
        _timeProvider.Advance(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(() => Connections.Count == 2 && !Connections[0].IsOpen, "the connection is replaced");
        Connections[0].SessionEnd.SetResult();
        await Eventually.TrueAsync(() => Connections[0].WasClosedCleanly, "the previous connection is closed");

        Connections[1].Break("reset", cause: null);

        await FailsAsync(one);
    }

    [Fact]
    public async Task Rotation_NextServerRefuses_KeepsTheConnection()
    {
        ConnectionLane lane = Create(NoRotation with { After = TimeSpan.FromMinutes(1) });
        await lane.SendAsync(Frames.Of("one"), CancellationToken.None);
        _servers.Refuse(0);

        _timeProvider.Advance(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(() => _servers.Attempts.Count == 2, "the replacement is tried");
        await lane.SendAsync(Frames.Of("two"), CancellationToken.None);

        Assert.Equal(["one", "two"], Assert.Single(Connections).Messages);
    }

    [Fact]
    public async Task Rotation_WithoutOverlap_SendersWaitForTheEndOfThePrevious()
    {
        ConnectionLane lane = Create(NoRotation with { After = TimeSpan.FromMinutes(1), Overlap = false });
        await lane.SendAsync(Frames.Of("one"), CancellationToken.None);
        _timeProvider.Advance(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(() => !Connections[0].IsOpen, "the connection is draining");

        Task<DeliveryTicket> sending = lane.SendAsync(Frames.Of("two"), CancellationToken.None).AsTask();
        Assert.False(sending.IsCompleted);
        Connections[0].SessionEnd.SetResult();

        await sending.WaitAsync(Eventually.Deadline);
        Assert.Equal(["two"], Connections[1].Messages);
    }

    [Fact]
    public async Task DisposeAsync_WhileConnecting_EndsTheSend()
    {
        _servers.BeforeConnect = cancellationToken => Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        ConnectionLane lane = Create();
        Task sending = lane.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask();

        await lane.DisposeAsync().AsTask().WaitAsync(Eventually.Deadline);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => sending.WaitAsync(Eventually.Deadline));
        _lane = null;
    }

    [Fact]
    public async Task DisposeAsync_SendIsStuck_BreaksTheConnectionAfterTheDrainTimeout()
    {
        _servers.OnConnected = connection => connection.OnSend = async (_, _) =>
        {
            await Eventually.TrueAsync(() => !connection.IsOpen, "the connection is broken");
            return 0;
        };
        ConnectionLane lane = Create();
        Task sending = lane.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask();
        Task disposing = lane.DisposeAsync().AsTask();
        Assert.True(Connections[0].IsOpen);

        _timeProvider.Advance(DrainTimeout);

        await disposing.WaitAsync(Eventually.Deadline);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => sending.WaitAsync(Eventually.Deadline));
        _lane = null;
    }

    private static Task<SyslogTransportException> FailsAsync(DeliveryTicket ticket) => Assert.ThrowsAsync<SyslogTransportException>(
        () => ConnectionPool.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline));

    private ConnectionLane Create(RotationPlan? plan = null)
    {
        Reconnector reconnector = new(_servers.All, _options, _timeProvider, NullLogger.Instance, _servers.ConnectAsync);
        return _lane = new ConnectionLane(reconnector, plan ?? NoRotation, DrainTimeout, _timeProvider);
    }

    private async Task<DeliveryTicket> SendAndAdvanceAsync(ConnectionLane lane, params string[] messages)
    {
        Task<DeliveryTicket> sending = lane.SendAsync(Frames.Of(messages), CancellationToken.None).AsTask();
        await AdvanceUntilAsync(sending, TimeSpan.FromSeconds(1));
        return await sending;
    }

    private Task AdvanceUntilAsync(Task task, TimeSpan step) => Eventually.TrueAsync(
        () =>
        {
            _timeProvider.Advance(step);
            return task.IsCompleted;
        },
        "the task completes");
}
