using Microsoft.Extensions.Time.Testing;

namespace SlsSyslog.Transports.Tests;

public sealed class ReconnectorTests : IDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(8);

    private readonly FakeTimeProvider _timeProvider = new();
    private readonly LogLines<TcpTransport> _log = new();
    private readonly NetworkTransportOptions _options = new TcpTransportOptions { ReconnectDelay = Delay, MaxReconnectDelay = 100 * Delay };
    private readonly FakeServers _servers;
    private readonly Reconnector _reconnector;

    public ReconnectorTests()
    {
        _servers = new FakeServers(_timeProvider, _options, count: 3);
        _reconnector = new Reconnector(_servers.All, _options, _timeProvider, _log, _servers.ConnectAsync);
    }

    public void Dispose() => _servers.Dispose();

    [Fact]
    public async Task ConnectAsync_FirstServersRefuse_TriesTheNextWithoutADelay()
    {
        _servers.Refuse(0);
        _servers.Refuse(1);

        SyslogConnection connection = await ConnectAsync();

        Assert.Equal("server2", connection.Server.Host);
        Assert.Equal([0, 1, 2], _servers.Attempts);
        Assert.Equal(["server0", "server1"], _log.Lines.Where(line => line.Id == 102).Select(line => HostOf(line.Text)));
    }

    [Fact]
    public async Task ConnectAsync_AllServersRefuse_WaitsBetweenRoundsWithAnIncreasingDelay()
    {
        Array.ForEach([0, 1, 2], _servers.Refuse);
        Task<SyslogConnection> connecting = ConnectAsync();

        for (int round = 0; round < 4; round++)
        {
            Assert.Equal(3 * (round + 1), _servers.Attempts.Count);
            TimeSpan shortest = Delay * (1 << round) / 2;
            _timeProvider.Advance(shortest - TimeSpan.FromMilliseconds(1));
            Assert.Equal(3 * (round + 1), _servers.Attempts.Count);
            _timeProvider.Advance(shortest + TimeSpan.FromMilliseconds(1));
            int rounds = round + 2;
            await Eventually.TrueAsync(() => _servers.Attempts.Count == 3 * rounds, "the next round is complete");
        }

        _servers.Accept(0);
        _timeProvider.Advance(Delay * 16);
        Assert.Equal("server0", (await connecting.WaitAsync(Eventually.Deadline)).Server.Host);
    }

    [Fact]
    public async Task ConnectAsync_Canceled_ReportsTheLastError()
    {
        Array.ForEach([0, 1, 2], _servers.Refuse);
        using CancellationTokenSource cancellation = new();
        Task<SyslogConnection> connecting = _reconnector.ConnectAsync(cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        Assert.Equal("server2 refused", Assert.IsType<SyslogTransportException>(exception.InnerException).Message);
        Assert.Equal(cancellation.Token, exception.CancellationToken);
    }

    // A receiver that accepts connections and refuses what is sent, as over UDP.
    [Fact]
    public async Task ConnectAsync_CanceledAfterALoss_ReportsTheLoss()
    {
        SyslogConnection first = await ConnectAsync();
        first.Break("Connection refused", cause: null);
        using CancellationTokenSource cancellation = new();
        Task<SyslogConnection> connecting = _reconnector.ConnectAsync(cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        Assert.Contains("Connection refused", Assert.IsType<SyslogTransportException>(exception.InnerException).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_LostEarly_TriesTheNextServerAfterADelay()
    {
        SyslogConnection first = await ConnectAsync();
        first.Break("reset", cause: null);

        Task<SyslogConnection> connecting = ConnectAsync();
        Assert.False(connecting.IsCompleted);
        _timeProvider.Advance(Delay);

        Assert.Equal("server1", (await connecting.WaitAsync(Eventually.Deadline)).Server.Host);
    }

    [Fact]
    public async Task ConnectAsync_LostEarlyAgainAndAgain_DelayIncreases()
    {
        for (int i = 0; i < 4; i++)
        {
            Task<SyslogConnection> connecting = ConnectAsync();
            _timeProvider.Advance(Delay * (1 << i) / 4);
            Assert.Equal(i == 0, connecting.IsCompleted);
            _timeProvider.Advance(Delay * (1 << i));
            (await connecting.WaitAsync(Eventually.Deadline)).Break("reset", cause: null);
        }
    }

    // The connection is stable when it was open long enough, or when something settled after the shortest time.
    [Theory]
    [InlineData(30, false, true)]
    [InlineData(29, false, false)]
    [InlineData(1, true, true)]
    [InlineData(0, true, false)]
    public async Task ConnectAsync_LostAtAnAge_StableConnectionStartsWithTheFirstServerAgain(int seconds, bool hasSettled, bool isStable)
    {
        _servers.Refuse(0);
        FakeConnection connection = (FakeConnection)await ConnectAsync();
        _servers.Accept(0);
        await SettleOneAsync(connection, hasSettled);
        _timeProvider.Advance(TimeSpan.FromSeconds(seconds));
        connection.Break("reset", cause: null);

        Task<SyslogConnection> connecting = ConnectAsync();
        _timeProvider.Advance(2 * Delay);

        Assert.Equal(isStable ? "server0" : "server2", (await connecting.WaitAsync(Eventually.Deadline)).Server.Host);
    }

    [Fact]
    public async Task ConnectAsync_LostAtOnceAfterAnAcknowledgment_IsStable()
    {
        using FakeServers servers = new(_timeProvider, _options, count: 2) { AcknowledgesMessages = true };
        Reconnector reconnector = new(servers.All, _options, _timeProvider, _log, servers.ConnectAsync);
        FakeConnection connection = (FakeConnection)await reconnector.ConnectAsync(CancellationToken.None);
        await SettleOneAsync(connection, hasSettled: true);
        connection.Break("reset", cause: null);

        Task<SyslogConnection> connecting = reconnector.ConnectAsync(CancellationToken.None).AsTask();
        _timeProvider.Advance(Delay);

        Assert.Equal("server0", (await connecting.WaitAsync(Eventually.Deadline)).Server.Host);
    }

    [Fact]
    public async Task OnClosedCleanly_AfterFailures_ResetsTheDelay()
    {
        (await ConnectAsync()).Break("reset", cause: null);

        _reconnector.OnClosedCleanly(_servers.All[0].Server);

        Assert.True(ConnectAsync().IsCompletedSuccessfully);
    }

    // A server that answers the close of each replaced connection works, although nothing settles on the one that is lost.
    [Fact]
    public async Task ConnectAsync_LostEarlyAfterACleanClose_TriesTheSameServerWithTheFirstDelay()
    {
        for (int i = 0; i < 6; i++)
        {
            Task<SyslogConnection> connecting = ConnectAsync();
            _timeProvider.Advance(Delay);
            SyslogConnection connection = await connecting.WaitAsync(Eventually.Deadline);
            Assert.Equal("server0", connection.Server.Host);
            _reconnector.OnClosedCleanly(connection.Server);
            _timeProvider.Advance(TimeSpan.FromMilliseconds(500));
            connection.Break("reset", cause: null);
        }
    }

    [Theory]
    [InlineData(true, 3, "server0")]
    [InlineData(true, 2, "server1")]
    [InlineData(false, 3, "server1")]
    public async Task ConnectAsync_LostAfterUnsettledData_IsStableAfterSomeTime(bool hasData, int seconds, string next)
    {
        FakeConnection connection = (FakeConnection)await ConnectAsync();
        connection.CarriesData = hasData;
        _timeProvider.Advance(TimeSpan.FromSeconds(seconds));
        connection.Break("reset", cause: null);

        Task<SyslogConnection> connecting = ConnectAsync();
        _timeProvider.Advance(Delay);

        Assert.Equal(next, (await connecting.WaitAsync(Eventually.Deadline)).Server.Host);
    }

    [Fact]
    public async Task OnClosedCleanly_AfterTheFailBackTime_NextConnectionTriesTheFirstServer()
    {
        (await ConnectAsync()).Break("reset", cause: null);
        Task<SyslogConnection> connecting = ConnectAsync();
        _timeProvider.Advance(Delay);
        SyslogConnection second = await connecting.WaitAsync(Eventually.Deadline);
        Assert.Equal("server1", second.Server.Host);
        _timeProvider.Advance(_options.FailBackAfter);

        _reconnector.OnClosedCleanly(second.Server);

        Assert.Equal("server0", (await ConnectAsync().WaitAsync(Eventually.Deadline)).Server.Host);
    }

    [Fact]
    public async Task OnLost_SameReasonAgain_IsAWarningOnceInAnOutage()
    {
        for (int i = 0; i < 6; i++)
        {
            Task<SyslogConnection> connecting = ConnectAsync();
            _timeProvider.Advance(i == 0 ? TimeSpan.Zero : 100 * Delay);
            (await connecting.WaitAsync(Eventually.Deadline)).Break("reset", cause: null);
        }

        // One warning for each of the three servers.
        Assert.Equal(3, _log.Count(101));
        Assert.Equal(3, _log.Count(107));
        Assert.Equal(1, _log.Count(100));
    }

    [Fact]
    public async Task OnLost_SameReasonInTheNextOutage_IsAWarningAgain()
    {
        for (int outage = 1; outage <= 3; outage++)
        {
            Task<SyslogConnection> connecting = ConnectAsync();
            _timeProvider.Advance(outage == 1 ? TimeSpan.Zero : Delay);
            SyslogConnection connection = await connecting.WaitAsync(Eventually.Deadline);
            _timeProvider.Advance(TimeSpan.FromMinutes(1));
            connection.Break("reset", cause: null);

            Assert.Equal(outage, _log.Count(101));
        }

        Assert.Equal(0, _log.Count(107));
        Assert.Equal(2, _log.Count(103));
    }

    [Fact]
    public async Task ConnectAsync_AfterAnEarlyLoss_ReportsTheReconnectionWhenItIsStable()
    {
        (await ConnectAsync()).Break("reset", cause: null);
        Task<SyslogConnection> connecting = ConnectAsync();
        _timeProvider.Advance(Delay);
        await connecting.WaitAsync(Eventually.Deadline);

        _timeProvider.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(0, _log.Count(103));
        _timeProvider.Advance(TimeSpan.FromMilliseconds(1));

        await Eventually.TrueAsync(() => _log.Count(103) == 1, "the reconnection is logged");
    }

    [Fact]
    public async Task ConnectAsync_AfterARefusal_ReportsTheReconnectionAtOnceWithTheOutage()
    {
        Array.ForEach([0, 1, 2], _servers.Refuse);
        Task<SyslogConnection> connecting = ConnectAsync();
        _servers.Accept(0);
        _timeProvider.Advance(Delay);
        await connecting.WaitAsync(Eventually.Deadline);

        string text = _log.Lines.Single(line => line.Id == 103).Text;
        Assert.Equal("Reconnected to tcp://server0:514 after 8 s.", text);
    }

    [Fact]
    public async Task ConnectAsync_LongOutage_IsReportedAfter1And5And15And60MinutesAndWhenItEnds()
    {
        _options.ReconnectDelay = _options.MaxReconnectDelay = TimeSpan.FromSeconds(1);
        Reconnector reconnector = new(_servers.All, _options, _timeProvider, _log, _servers.ConnectAsync);
        Array.ForEach([0, 1, 2], _servers.Refuse);
        Task<SyslogConnection> connecting = reconnector.ConnectAsync(CancellationToken.None).AsTask();
        List<int> minutes = [];
        for (int second = 0; second < 125 * 60; second++)
        {
            int attempts = _servers.Attempts.Count;
            _timeProvider.Advance(TimeSpan.FromSeconds(1));
            await Eventually.TrueAsync(() => _servers.Attempts.Count >= attempts + 3);
            while (minutes.Count < _log.Count(108))
            {
                minutes.Add((second + 1) / 60);
            }
        }

        Assert.Equal([1, 5, 15, 60, 120], minutes);
        Assert.Equal(
            "Still no stable connection after 15 min. Last error of tcp://server0:514: server0 refused.",
            _log.Lines.Where(line => line.Id == 108).ElementAt(2).Text);

        Array.ForEach([0, 1, 2], _servers.Accept);
        _timeProvider.Advance(TimeSpan.FromSeconds(1));
        await connecting.WaitAsync(Eventually.Deadline);
        Assert.Equal("Reconnected to tcp://server0:514 after 2 h 5 min.", _log.Lines.Single(line => line.Id == 103).Text);
    }

    [Fact]
    public async Task ConnectAsync_GiveUpAfter_ThrowsWhenItHasElapsed()
    {
        _options.GiveUpAfter = 20 * Delay;
        Array.ForEach([0, 1, 2], _servers.Refuse);
        Task<SyslogConnection> connecting = ConnectAsync();
        TimeSpan elapsed = TimeSpan.Zero;
        await Eventually.TrueAsync(() =>
        {
            _timeProvider.Advance(Delay / 4);
            elapsed += Delay / 4;
            return connecting.IsCompleted;
        });

        ServersUnavailableException exception = await Assert.ThrowsAsync<ServersUnavailableException>(() => connecting);
        Assert.InRange(elapsed, 20 * Delay, 60 * Delay);
        Assert.Contains("tcp://server2:514: server2 refused.", exception.Message, StringComparison.Ordinal);
        Array.ForEach([0, 1, 2], _servers.Accept);
        _timeProvider.Advance(100 * Delay);
        await ConnectAsync().WaitAsync(Eventually.Deadline);
    }

    // A load balancer without a server behind it accepts each connection and closes it.
    [Fact]
    public async Task ConnectAsync_GiveUpAfterAttemptsAndConnectionsAreLostEarly_Throws()
    {
        _options.GiveUpAfterAttempts = 3;
        for (int i = 0; i < 3; i++)
        {
            _timeProvider.Advance(100 * Delay);
            (await ConnectAsync().WaitAsync(Eventually.Deadline)).Break("closed", cause: null);
        }

        await Assert.ThrowsAsync<ServersUnavailableException>(ConnectAsync);
    }

    // Nothing waits for the connection, so no outage begins that would have to end or be reported again.
    [Fact]
    public async Task OnLost_Idle_SaysThatTheNextMessageConnects()
    {
        FakeConnection connection = (FakeConnection)await ConnectAsync();
        connection.IsUnused = true;
        _timeProvider.Advance(TimeSpan.FromMinutes(1));
        connection.Break("the server closed the connection", cause: null);
        _timeProvider.Advance(TimeSpan.FromHours(8));

        await ConnectAsync().WaitAsync(Eventually.Deadline);

        Assert.Equal(
            [
                "Connected to tcp://server0:514.",
                "Connection to tcp://server0:514 lost: the server closed the connection. It is opened again with the next message.",
                "Connected to tcp://server0:514.",
            ],
            _log.Lines.Select(line => line.Text));
    }

    [Fact]
    public async Task OnLost_ReasonWithControlCharacters_IsCleanedInTheLog()
    {
        (await ConnectAsync()).Break("bad\r\n\u001b[2Jforged", cause: null);

        Assert.Contains("lost: bad  \uFFFD[2Jforged. Reconnecting in ", _log.Lines.Single(line => line.Id == 101).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TryReplaceAsync_Preceding_TriesThemInOrderThenTheSame()
    {
        _servers.Refuse(0);
        _servers.Refuse(1);

        SyslogConnection? next = await _reconnector.TryReplaceAsync(
            _servers.All[2].Server, tryPreceding: true, trySame: true, CancellationToken.None);

        Assert.Equal([0, 1, 2], _servers.Attempts);
        Assert.Equal("server2", next?.Server.Host);
        Assert.Equal(2, _log.Count(106));
    }

    [Theory]
    [InlineData(true, false, new[] { 0 })]
    [InlineData(false, true, new[] { 1 })]
    [InlineData(false, false, new int[0])]
    public async Task TryReplaceAsync_AllRefuse_TriesEachOnceAndReturnsNull(bool tryPreceding, bool trySame, int[] expected)
    {
        Array.ForEach([0, 1, 2], _servers.Refuse);

        Assert.Null(await _reconnector.TryReplaceAsync(_servers.All[1].Server, tryPreceding, trySame, CancellationToken.None));

        Assert.Equal(expected, _servers.Attempts);
        Array.ForEach([0, 1, 2], _servers.Accept);
        Assert.True(ConnectAsync().IsCompletedSuccessfully, "A failed replacement does not delay the next connection.");
    }

    [Fact]
    public void IsPreferred_EachServer_IsTrueForTheFirst() =>
        Assert.Equal([true, false, false], _servers.All.Select(server => _reconnector.IsPreferred(server.Server)));

    private Task<SyslogConnection> ConnectAsync() => _reconnector.ConnectAsync(CancellationToken.None).AsTask();

    private static async Task SettleOneAsync(FakeConnection connection, bool hasSettled)
    {
        await connection.SendAsync(Frames.Of("one"), 0, CancellationToken.None);
        if (hasSettled)
        {
            connection.Prove();
        }
    }

    private static string HostOf(string text) => text["Connection to tcp://".Length..text.IndexOf(":514", StringComparison.Ordinal)];
}
