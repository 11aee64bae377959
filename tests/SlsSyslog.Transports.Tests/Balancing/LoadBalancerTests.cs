using Microsoft.Extensions.Time.Testing;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports.Tests;

public sealed class LoadBalancerTests : IDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _timeProvider = new();
    private readonly LogLines<TcpTransport> _log = new();
    private readonly TcpTransportOptions _options = new() { ReconnectDelay = Delay, MaxReconnectDelay = 8 * Delay };
    private readonly BalancedScene _scene;

    public LoadBalancerTests() => _scene = new BalancedScene(_timeProvider, servers: 3, options: _options, logger: _log);

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task SendAsync_ThreeShards_EachServerGetsOneThird()
    {
        await SendAsync(rounds: 10, shards: 3);

        Assert.Equal([10, 10, 10], _scene.CountMessages());
    }

    [Fact]
    public async Task SendAsync_ServerRefuses_OthersGetEverythingUntilItAccepts()
    {
        _scene.Servers.Refuse(1);
        await SendAsync(rounds: 10, shards: 4);
        Assert.Equal([20, 0, 20], _scene.CountMessages());

        _scene.Servers.Accept(1);
        _timeProvider.Advance(Delay);
        await SendAsync(rounds: 1, shards: 3);
        int before = _scene.CountMessages()[1];
        await SendAsync(rounds: 10, shards: 3);

        Assert.Equal(10, _scene.CountMessages()[1] - before);
    }

    [Fact]
    public async Task SendAsync_ServerRefuses_IsTriedWithAnIncreasingDelayAndDoesNotDelayOthers()
    {
        _scene.Servers.Refuse(1);
        await SendAsync(rounds: 5, shards: 3);
        Assert.Equal(1, _scene.Servers.Attempts.Count(server => server == 1));

        for (int attempts = 2; attempts <= 4; attempts++)
        {
            _timeProvider.Advance(Delay * (1 << attempts));
            await SendAsync(rounds: 5, shards: 3);
            Assert.Equal(attempts, _scene.Servers.Attempts.Count(server => server == 1));
        }

        Assert.Equal(1, _log.Count(102));
    }

    [Fact]
    public async Task SendAsync_ConnectionBreaks_OnlyItsTicketsFail()
    {
        DeliveryTicket[] tickets = [.. await SendAsync(rounds: 1, shards: 3)];
        FakeConnection lost = _scene.Servers.Connections[0];

        lost.Break("reset", cause: null);
        _scene.Servers.Connections.ForEach(connection => connection.Prove());

        await Assert.ThrowsAsync<SyslogTransportException>(() => ConfirmAsync(tickets[0]));
        await ConfirmAsync(tickets[1]);
        await ConfirmAsync(tickets[2]);
    }

    [Fact]
    public async Task SendAsync_ConnectionBreaksDuringTheSend_SendsTheRestOnAnotherServer()
    {
        await SendAsync(rounds: 1, shards: 3);
        FakeConnection breaking = _scene.ConnectionsTo(0)[0];
        breaking.OnSend = (_, _) => Task.FromResult<int?>(2);

        await SendShardAsync(shard: 0, "a", "b", "c", "d").AsTask().WaitAsync(Eventually.Deadline);

        Assert.False(breaking.IsOpen);
        Assert.Contains(_scene.Servers.Connections, connection => connection.Messages.TakeLast(2).SequenceEqual(["c", "d"]));
    }

    [Fact]
    public async Task SendAsync_AllServersRefuse_WaitsAndSendsToTheFirstThatAccepts()
    {
        Array.ForEach([0, 1, 2], _scene.Servers.Refuse);
        Task<DeliveryTicket> sending = _scene.Balancer.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask();
        Assert.False(sending.IsCompleted);

        _scene.Servers.Accept(2);
        await AdvanceUntilAsync(sending);

        Assert.Equal([0, 0, 1], _scene.CountMessages());
    }

    [Fact]
    public async Task SendAsync_CanceledWhileNoServerAccepts_ReportsTheLastError()
    {
        Array.ForEach([0, 1, 2], _scene.Servers.Refuse);
        using CancellationTokenSource cancellation = new();
        Task sending = _scene.Balancer.SendAsync(Frames.Of("one"), cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal("server0 refused", Assert.IsType<SyslogTransportException>(exception.InnerException).Message);
    }

    [Fact]
    public async Task SendAsync_ServerStalls_OthersUseTheOtherServers()
    {
        await SendAsync(rounds: 1, shards: 3);
        TaskCompletionSource<int?> stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _scene.ConnectionsTo(0)[0].OnSend = (_, _) => stalled.Task;
        Task stuck = SendShardAsync(shard: 0, "one").AsTask();
        _timeProvider.Advance(RoundRobinChoice.Turn);

        for (int i = 0; i < 10; i++)
        {
            await SendShardAsync(shard: 1, "one").AsTask().WaitAsync(Eventually.Deadline);
            await SendShardAsync(shard: 2, "one").AsTask().WaitAsync(Eventually.Deadline);
            _timeProvider.Advance(RoundRobinChoice.Turn);
        }

        Assert.False(stuck.IsCompleted);
        stalled.SetResult(null);
        await stuck.WaitAsync(Eventually.Deadline);
    }

    // A load balancer without a server behind it. One loss is not avoidable; then the server gets nothing while it behaves so.
    [Fact]
    public async Task SendAsync_ServerClosesEachConnection_GetsNothingAfterTheFirstLossAndIsTriedLessAndLessOften()
    {
        await SendAsync(rounds: 1, shards: 3);
        _scene.ConnectionsTo(1)[0].Break("closed", cause: null);
        int sent = _scene.CountMessages()[1];
        for (int second = 0; second < 60; second++)
        {
            _timeProvider.Advance(Delay);
            await SendAsync(rounds: 1, shards: 3);
            FakeConnection? open = _scene.ConnectionsTo(1).SingleOrDefault(connection => connection.IsOpen);
            if (open is not null)
            {
                open.IsUnused = true;
                open.Break("closed", cause: null);
            }
        }

        Assert.Equal(sent, _scene.CountMessages()[1]);
        Assert.InRange(_scene.ConnectionsTo(1).Length, 4, 20);
    }

    // The server looks healthy until the first message, however long the connection was open before.
    [Fact]
    public async Task SendAsync_ServerResetsEachConnectionWithTheFirstMessage_IsTriedLessAndLessOftenAndLoggedOnce()
    {
        _scene.Servers.OnConnected = connection =>
        {
            if (connection.Server == _scene.Servers.All[1].Server)
            {
                (connection.CarriesData, connection.OnSend) = (true, (_, _) => Task.FromResult<int?>(0));
            }
        };
        for (int second = 0; second < 120; second++)
        {
            await SendShardAsync(0, "one").AsTask().WaitAsync(Eventually.Deadline);
            _timeProvider.Advance(Delay);
        }

        int[] messages = _scene.CountMessages();
        Assert.Equal((120, 0), (messages.Sum(), messages[1]));
        Assert.InRange(_scene.ConnectionsTo(1).Length, 4, 16);
        Assert.Equal(1, _log.Count(101));
        Assert.Equal(0, _log.Count(103));
    }

    // It accepts connections, so a short delay would attract records again and again.
    [Fact]
    public async Task SendAsync_ConnectionBrokeBecauseTheServerStalled_IsNotOpenedAgainBeforeFailBackAfterWhileThereAreOthers()
    {
        await SendAsync(rounds: 1, shards: 3);
        _scene.ConnectionsTo(1)[0].Break("does not accept", cause: null, TransportErrorType.Timeout);
        for (TimeSpan time = TimeSpan.Zero; time < _options.FailBackAfter; time += Delay)
        {
            await SendAsync(rounds: 1, shards: 2);
            Assert.Single(_scene.ConnectionsTo(1));
            _timeProvider.Advance(Delay);
        }

        await SendAsync(rounds: 1, shards: 2);

        Assert.Equal(2, _scene.ConnectionsTo(1).Length);
        Assert.EndsWith("Reconnecting in 5 min.", _log.Lines.Single(line => line.Id == 101).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_AllServersStalled_AreOpenedAgainWithoutThatDelay()
    {
        await SendAsync(rounds: 1, shards: 3);
        _scene.Servers.Connections.ForEach(connection => connection.Break("does not accept", cause: null, TransportErrorType.Timeout));
        Task<DeliveryTicket> sending = _scene.Balancer.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask();

        _timeProvider.Advance(Delay);

        await sending.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task SendAsync_OnlyAServerThatWasLostEarlyAccepts_UsesItImmediately()
    {
        await SendAsync(rounds: 1, shards: 3);
        Array.ForEach([0, 2], _scene.Servers.Refuse);
        _scene.Servers.Connections.ForEach(connection => connection.Break("closed", cause: null));
        Task<DeliveryTicket> sending = _scene.Balancer.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask();

        _timeProvider.Advance(Delay);
        await sending.WaitAsync(Eventually.Deadline);

        Assert.Equal(2, _scene.CountMessages()[1]);
    }

    [Fact]
    public async Task SendAsync_DisposedWhileItWaits_Throws()
    {
        Array.ForEach([0, 1, 2], _scene.Servers.Refuse);
        Task sending = _scene.Balancer.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask();

        _scene.Balancer.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => sending.WaitAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task SendAsync_GiveUpAfterAttempts_ThrowsWithTheServersAndTheirErrors()
    {
        _options.GiveUpAfterAttempts = 7;
        Array.ForEach([0, 1, 2], _scene.Servers.Refuse);

        Task sending = _scene.Balancer.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask();
        await AdvanceUntilAsync(sending);

        ServersUnavailableException exception = await Assert.ThrowsAsync<ServersUnavailableException>(() => sending);
        Assert.Contains("tcp://server1:514: server1 refused.", exception.Message, StringComparison.Ordinal);
        Assert.InRange(_scene.Servers.Attempts.Count, 7, 9);
    }

    // One server is down for hours, which is not an outage. When the others break for a moment, the attempts begin to count then.
    [Fact]
    public async Task SendAsync_GiveUpAfterAndOneServerWasDownForLong_DoesNotThrowWhenTheOthersBreakShortly()
    {
        _options.GiveUpAfter = TimeSpan.FromMinutes(1);
        _scene.Servers.Refuse(1);
        for (int second = 0; second < 600; second += 10)
        {
            await SendAsync(rounds: 1, shards: 2);
            _timeProvider.Advance(10 * Delay);
        }

        Array.ForEach([0, 2], server => Array.ForEach(_scene.ConnectionsTo(server), connection => connection.Break("reset", cause: null)));
        Task<DeliveryTicket> sending = SendShardAsync(shard: 0, "one").AsTask();
        await AdvanceUntilAsync(sending);

        await sending;
    }

    private ValueTask<DeliveryTicket> SendShardAsync(int shard, params string[] messages)
    {
        FrameBuffer frames = Frames.Of(messages);
        frames.OrderKey = shard;
        return _scene.Balancer.SendAsync(frames, CancellationToken.None);
    }

    private async Task<List<DeliveryTicket>> SendAsync(int rounds, int shards)
    {
        List<DeliveryTicket> tickets = [];
        for (int i = 0; i < rounds * shards; i++)
        {
            tickets.Add(await SendShardAsync(i % shards, "one").AsTask().WaitAsync(Eventually.Deadline));
        }

        return tickets;
    }

    private static Task ConfirmAsync(DeliveryTicket ticket) =>
        ConnectionPool.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);

    private Task AdvanceUntilAsync(Task task) => Eventually.TrueAsync(
        () =>
        {
            _timeProvider.Advance(Delay);
            return task.IsCompleted;
        },
        "the task completes");
}
