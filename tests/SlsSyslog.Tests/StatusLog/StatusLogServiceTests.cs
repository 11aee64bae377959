using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace SlsSyslog.Tests;

public sealed class StatusLogServiceTests : IDisposable
{
    private const int Flow = 332;
    private const int Good = 333;
    private const int Bad = 334;
    private const int Failed = 335;

    private readonly FakeTimeProvider _timeProvider = new();
    private readonly FixedStatus _status = new();
    private readonly LogLines _log = new();
    private readonly LoggerFactory _loggerFactory = new();

    public StatusLogServiceTests() => _loggerFactory.AddProvider(new OneLogger(_log));

    public void Dispose() => _loggerFactory.Dispose();

    [Fact]
    public async Task ExecuteAsync_RecordsFlow_LogsOneLinePerMinute()
    {
        using StatusLogService service = await StartAsync();
        for (int minute = 1; minute <= 3; minute++)
        {
            _status.Route = _status.Route with
            {
                Totals = FixedStatus.Totals(delivered: 100 * minute, pending: 7),
                RecordsPerSecond = 1.66,
                BytesPerSecond = 123_456,
                ReadLag = TimeSpan.FromSeconds(2),
                DeliveryLag = TimeSpan.FromSeconds(75),
            };
            await AdvanceAsync(TimeSpan.FromMinutes(1), 5);
        }

        string[] lines = Lines(Flow);
        Assert.Equal(3, lines.Length);
        Assert.Equal(
            "Route siem: 100 records delivered in the last minute (1.7 records/s, 0.123 MB/s), 7 unconfirmed. Read lag 2 s, delivery lag 1 min 15 s. "
                + "300 delivered since the start.",
            lines[2]);
    }

    [Fact]
    public async Task ExecuteAsync_NothingFlowsAndNothingWaits_LogsNothingAfterTheStart()
    {
        using StatusLogService service = await StartAsync();
        await AdvanceAsync(TimeSpan.FromMinutes(5), 5);

        Assert.Equal([(Good, "Route siem forwards.")], _log.Lines);
    }

    [Fact]
    public async Task ExecuteAsync_RecordsWaitAndNoneIsDelivered_LogsTheLagEveryMinute()
    {
        using StatusLogService service = await StartAsync();
        _status.Route = _status.Route with { Totals = FixedStatus.Totals(pending: 7), DeliveryLag = TimeSpan.FromMinutes(10) };
        await AdvanceAsync(TimeSpan.FromMinutes(3), 5);

        Assert.Equal(3, Lines(Flow).Length);
        Assert.Contains("0 records delivered", Lines(Flow)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteAsync_EachChangeOfTheState_IsLoggedOnceWithItsReason()
    {
        StatusError error = new(DateTimeOffset.UnixEpoch, "It was refused.\nforged", "Start it.");
        OutageStatus outage = new(OutageSide.Destination, DateTimeOffset.UnixEpoch, null, "Nothing is confirmed.", 1, 0);
        RouteStatus route = _status.Route with { ConsumerGroup = "g", LastError = error };
        (RouteStatus Route, int Id, string Text)[] steps =
        [
            (route with { State = RouteState.Starting, LastError = null }, Good, "Route siem starts."),
            (route with { State = RouteState.Starting }, Bad, "Route siem cannot start yet. It was refused. forged Start it."),
            (route, Good, "Route siem joins its consumer group."),
            (route = route with { IsRegistered = true }, Good, "Route siem forwards."),
            (route with { Outages = [outage] }, Bad, "Route siem waits for the server. Nothing is confirmed."),
            (route with { Outages = [outage with { End = DateTimeOffset.UnixEpoch }] }, Good, "Route siem forwards."),
            (route with { Outages = [outage with { Side = OutageSide.Source }] }, Bad, "Route siem cannot reach SLS. Nothing is confirmed."),
            (route with { AreCredentialsRejected = true }, Bad, "Route siem is rejected by SLS. It was refused. forged Start it."),
            (route with { Shards = [Blocked(error)] }, Bad, "Route siem has a shard that is blocked. It was refused. forged Start it."),
            (route with { UnownedShards = ["a/0", "a/1", "a/2", "a/3"] }, Bad,
                "Route siem belongs to a group that does not read all shards. No process owns a/0, a/1, a/2 and 1 more."),
            (route with { State = RouteState.Draining }, Good, "Route siem drains: it confirms what was sent and reads nothing more."),
            (route with { State = RouteState.Failed }, Bad, "Route siem has failed. It was refused. forged Start it."),
            (route with { State = RouteState.Stopped }, Good, "Route siem is stopped."),
        ];
        using StatusLogService service = new(Options.Create(new SlsSyslogOptions()), _status, _timeProvider, _loggerFactory);
        _status.Route = steps[0].Route;
        await service.StartAsync(CancellationToken.None);
        for (int i = 0; i < steps.Length; i++)
        {
            _status.Route = steps[i].Route;
            int expected = i + 1;
            await Eventually.TrueAsync(() =>
            {
                _timeProvider.Advance(TimeSpan.FromSeconds(1));
                return _log.Lines.Length >= expected;
            });
            _timeProvider.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(steps.Select(step => (step.Id, step.Text)), _log.Lines);
    }

    [Fact]
    public async Task ExecuteAsync_StatusCannotBeRead_LogsItOnceAndContinues()
    {
        using StatusLogService service = await StartAsync();
        _status.Failure = new InvalidOperationException("x");
        await AdvanceAsync(TimeSpan.FromMinutes(2), 5);
        _status.Failure = null;
        _status.Route = _status.Route with { State = RouteState.Draining };
        await AdvanceAsync(TimeSpan.FromSeconds(30), 1);

        Assert.Equal([Good, Failed, Good], _log.Lines.Select(line => line.Id));
    }

    private static ShardForwardingStatus Blocked(StatusError error) => new() { Name = "a/0", Totals = FixedStatus.Totals(), Blocked = error };

    private string[] Lines(int id) => [.. _log.Lines.Where(line => line.Id == id).Select(line => line.Text)];

    private async Task<StatusLogService> StartAsync()
    {
        StatusLogService service = new(Options.Create(new SlsSyslogOptions()), _status, _timeProvider, _loggerFactory);
        await service.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() =>
        {
            _timeProvider.Advance(TimeSpan.FromSeconds(1));
            return _log.Lines.Length == 1;
        });
        return service;
    }

    // In steps, so that each tick of the timer is handled before the next.
    private async Task AdvanceAsync(TimeSpan time, int seconds)
    {
        for (TimeSpan passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(seconds))
        {
            _timeProvider.Advance(TimeSpan.FromSeconds(seconds));
            await Task.Yield();
            await Task.Delay(1);
        }
    }

    private sealed class OneLogger(ILogger logger) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => logger;

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
