using Microsoft.Extensions.Time.Testing;

namespace SlsSyslog.Transports.Tests;

public sealed class SyslogConnectionTests : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider _timeProvider = new();
    private readonly NetworkTransportOptions _options = new TcpTransportOptions { DrainTimeout = TimeSpan.FromSeconds(10) };
    private readonly ServerConnections _server = new(SyslogServer.Parse("tcp://siem"), TimeProvider.System);
    private readonly List<(FakeConnection Connection, string Reason)> _lost = [];
    private readonly FakeConnection _one;
    private readonly FakeConnection _two;

    public SyslogConnectionTests()
    {
        _one = Start();
        _two = Start();
    }

    public void Dispose()
    {
        _one.Dispose();
        _two.Dispose();
    }

    [Fact]
    public async Task Break_OpenConnection_FailsTheUnsettledOfAllConnectionsToTheServer()
    {
        Task one = await SendAsync(_one);
        Task two = await SendAsync(_two);

        _one.Break("reset", cause: null);

        SyslogTransportException exception = await Assert.ThrowsAsync<SyslogTransportException>(() => one.WaitAsync(Eventually.Deadline));
        Assert.Equal("The connection to tcp://siem:514 broke before all frames on it were settled: reset.", exception.Message);
        await Assert.ThrowsAsync<SyslogTransportException>(() => two.WaitAsync(Eventually.Deadline));
        Assert.Equal((_one, "reset"), Assert.Single(_lost));
        Assert.False(_one.IsOpen);
        Assert.True(_two.IsOpen);
    }

    [Fact]
    public async Task Break_OtherConnection_DoesNotAffectWhatIsSentLater()
    {
        _one.Break("reset", cause: null);
        Task later = await SendAsync(_two);

        _two.Prove();
        _timeProvider.Advance(Window);
        _two.Prove();

        await later.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public void Break_Again_IsReportedOnce()
    {
        _one.Break("reset", cause: null);
        _one.Break("again", cause: null);

        Assert.Single(_lost);
    }

    [Fact]
    public async Task DrainAsync_SettleAtOnce_SettlesWithoutTheWindow()
    {
        Task confirming = await SendAsync(_one);
        Task draining = _one.DrainAsync(settleAtOnce: true);
        Assert.False(_one.IsOpen);
        Assert.False(confirming.IsCompleted);

        _one.SessionEnd.SetResult();

        await draining.WaitAsync(Eventually.Deadline);
        await confirming.WaitAsync(Eventually.Deadline);
        Assert.True(_one.WasClosedCleanly);
        Assert.Empty(_lost);
    }

    [Fact]
    public async Task DrainAsync_NotAtOnce_SettlesAfterTheWindow()
    {
        Task confirming = await SendAsync(_one);
        await DrainAsync(_one, settleAtOnce: false);

        _timeProvider.Advance(Window - TimeSpan.FromMilliseconds(1));
        Assert.False(confirming.IsCompleted);
        _timeProvider.Advance(TimeSpan.FromMilliseconds(1));

        await confirming.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task Break_WithinTheWindowOfAClosedConnection_FailsItToo()
    {
        Task confirming = await SendAsync(_one);
        await DrainAsync(_one, settleAtOnce: false);

        _two.Break("reset", cause: null);
        _timeProvider.Advance(Window);

        await Assert.ThrowsAsync<SyslogTransportException>(() => confirming.WaitAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task DrainAsync_AfterAnotherWasClosed_SettlesBothAtOnce()
    {
        Task confirming = await SendAsync(_one);
        await DrainAsync(_one, settleAtOnce: false);
        Assert.False(confirming.IsCompleted);

        await DrainAsync(_two, settleAtOnce: true);

        await confirming.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task DrainAsync_ServerDoesNotClose_BreaksAfterTheTimeout()
    {
        Task confirming = await SendAsync(_one);
        Task draining = _one.DrainAsync(settleAtOnce: true);

        _timeProvider.Advance(TimeSpan.FromSeconds(10));

        await draining.WaitAsync(Eventually.Deadline);
        await Assert.ThrowsAsync<SyslogTransportException>(() => confirming.WaitAsync(Eventually.Deadline));
        Assert.Contains("did not close the connection within 10 s", Assert.Single(_lost).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DrainAsync_BreakInTheMeantime_StaysBroken()
    {
        Task confirming = await SendAsync(_one);
        Task draining = _one.DrainAsync(settleAtOnce: true);
        _one.Break("reset", cause: null);

        _one.SessionEnd.SetResult();

        await draining.WaitAsync(Eventually.Deadline);
        await Assert.ThrowsAsync<SyslogTransportException>(() => confirming.WaitAsync(Eventually.Deadline));
        Assert.False(_one.WasClosedCleanly);
    }

    private static async Task<Task> SendAsync(FakeConnection connection)
    {
        (DeliveryTicket? ticket, _) = await connection.SendAsync(Frames.Of("one"), 0, CancellationToken.None);
        return ConnectionPool.ConfirmAsync(ticket!.Value, CancellationToken.None).AsTask();
    }

    private static async Task DrainAsync(FakeConnection connection, bool settleAtOnce)
    {
        connection.SessionEnd.SetResult();
        await connection.DrainAsync(settleAtOnce).WaitAsync(Eventually.Deadline);
    }

    private FakeConnection Start()
    {
        FakeConnection connection = new(_server, _timeProvider, _options, Window);
        connection.Start((lost, reason) => _lost.Add(((FakeConnection)lost, reason)));
        return connection;
    }
}
