using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.Tests;

public sealed class RouteHeartbeatTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _timeProvider = new();
    private readonly FixedStatus _status = new();

    [Fact]
    public async Task Start_EachInterval_SendsOneRecordWithWhatHappenedSinceTheLastOne()
    {
        await using MemoryTransport transport = new();
        _status.Route = _status.Route with { Consumer = "host-1" };
        await using RouteHeartbeat heartbeat = Start(transport);
        await Eventually.TrueAsync(() => transport.Messages.Length == 1);

        _status.Route = _status.Route with
        {
            Totals = FixedStatus.Totals(delivered: 100, pending: 7, deadLettered: 2, repeated: 3),
            DeliveryLag = TimeSpan.FromSeconds(42.9),
        };
        await NextAsync(transport, 2);
        _status.Route = _status.Route with { Totals = FixedStatus.Totals(delivered: 150, deadLettered: 2, repeated: 3), DeliveryLag = null };
        await NextAsync(transport, 3);

        Assert.Equal(
            [
                Expect(1, delivered: 0, deadLettered: 0, repeated: 0, total: 0, pending: 0, oldest: 0),
                Expect(2, delivered: 100, deadLettered: 2, repeated: 3, total: 100, pending: 7, oldest: 42),
                Expect(3, delivered: 50, deadLettered: 0, repeated: 0, total: 150, pending: 0, oldest: 0),
            ],
            transport.Messages.Select(BodyOf));
        await Eventually.TrueAsync(() => heartbeat.Confirmed == 3);
    }

    [Fact]
    public async Task Start_ConnectionBreaks_SendsTheSameHeartbeatUntilItIsConfirmed()
    {
        int rejections = 3;
        await using MemoryTransport transport = new() { Rejects = _ => Interlocked.Decrement(ref rejections) >= 0 };
        LogLines log = new();
        await using RouteHeartbeat heartbeat = Start(transport, logger: log);

        await AdvanceUntilAsync(() => heartbeat.Confirmed == 1);
        await NextAsync(transport, 5);

        Assert.Equal(["1", "1", "1", "1", "2"], transport.Messages.Select(SequenceOf));
        Assert.Equal([331], log.Lines.Select(line => line.Id));
    }

    [Fact]
    public async Task Start_ServerConfirmsNothingForAnHour_KeepsOneHeartbeatAndMissesNoNumber()
    {
        await using MemoryTransport transport = new() { ConfirmsAtOnce = false };
        await using RouteHeartbeat heartbeat = Start(transport);
        await Eventually.TrueAsync(() => transport.Slices == 1);
        for (int minute = 0; minute < 60; minute++)
        {
            _timeProvider.Advance(Interval);
        }

        Assert.Equal(1, transport.Slices);
        transport.Confirm(0);
        await Eventually.TrueAsync(() => transport.Slices == 2);
        transport.Confirm(1);
        await Eventually.TrueAsync(() => heartbeat.Confirmed == 2);
        await NextAsync(transport, 3);
        Assert.Equal(["1", "2", "3"], transport.Messages.Select(SequenceOf));
    }

    [Fact]
    public async Task Start_CustomFormatterThrows_LogsItAndContinues()
    {
        await using MemoryTransport transport = new();
        LogLines log = new();
        await using RouteHeartbeat heartbeat = Start(transport, new FormatterOfEvenNumbers(), log);
        await Eventually.TrueAsync(() => log.Lines.Length == 1);
        await NextAsync(transport, 1);

        Assert.Equal(["2"], transport.Messages);
        Assert.Equal((330, "Route siem: heartbeat 1 cannot be formatted and is not sent. FormatException: odd"), log.Lines[0]);
    }

    [Fact]
    public async Task Start_RouteExpandsAndMapsFields_LeavesTheRecordAsItIs()
    {
        MessageOptions message = new() { Profiles = ["auto"], Body = new CefOptions() };
        message.Expand.Rules.Add(new() { Fields = ["event"] });
        await using MemoryTransport transport = new();
        await using RouteHeartbeat heartbeat = Start(transport, message.CreateFormatter(), transform: message.CreateTransform());
        await Eventually.TrueAsync(() => transport.Messages.Length == 1);

        Assert.Contains(" __slssyslog_heartbeat__=true ", transport.Messages[0], StringComparison.Ordinal);
        Assert.Contains(" event=heartbeat route=siem sequence=1 ", transport.Messages[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DisposeAsync_HeartbeatIsNotConfirmed_EndsWithoutWaiting(bool isSent)
    {
        await using MemoryTransport transport = new()
        {
            ConfirmsAtOnce = false,
            OnSend = (_, cancellationToken) => isSent ? Task.CompletedTask : Task.Delay(Timeout.Infinite, cancellationToken),
        };
        RouteHeartbeat heartbeat = Start(transport);

        await heartbeat.DisposeAsync().AsTask().WaitAsync(Eventually.Deadline);
        Assert.Equal(0, heartbeat.Confirmed);
    }

    private static string BodyOf(string message) => message[message.IndexOf("||__topic__", StringComparison.Ordinal)..];

    private static string SequenceOf(string message) => message.Split("||sequence=")[1].Split("||")[0];

    private static string Expect(int sequence, int delivered, int deadLettered, int repeated, int total, int pending, int oldest) =>
        $"||__topic__=__slssyslog_heartbeat__||__source__=||event=heartbeat||route=siem||consumer=host-1||sequence={sequence}||interval_seconds=60"
        + $"||delivered={delivered}||dead_lettered={deadLettered}||repeated={repeated}||delivered_total={total}||pending={pending}"
        + $"||oldest_unconfirmed_seconds={oldest}||started_at=2026-11-26T07:00:00Z||version=1.2.3";

    private async Task NextAsync(MemoryTransport transport, int count) =>
        await AdvanceUntilAsync(() => transport.Messages.Length >= count, Interval);

    private async Task AdvanceUntilAsync(Func<bool> condition, TimeSpan? step = null) => await Eventually.TrueAsync(() =>
    {
        if (!condition())
        {
            _timeProvider.Advance(step ?? TimeSpan.FromSeconds(1));
        }

        return condition();
    });

    private RouteHeartbeat Start(
        ISyslogTransport transport, IMessageFormatter? formatter = null, ILogger? logger = null, RecordTransform? transform = null)
    {
        RouteMonitor monitor = new("siem", _timeProvider);
        Route route = new(monitor)
        {
            Filters = [],
            Formatter = formatter ?? new MessageOptions().CreateFormatter(),
            Transform = transform,
            Frames = new FrameBufferPool(SyslogFraming.OctetCounting, FrameBuffer.DefaultMaxMessageBytes),
            Transport = transport,
            DeadLetters = new MemoryDeadLetters(),
            Report = new RouteReport(monitor, "file", FrameBuffer.DefaultMaxMessageBytes, _timeProvider, NullLogger.Instance),
            MaxUnsettledBytes = long.MaxValue,
            DrainTimeout = TimeSpan.Zero,
        };
        return RouteHeartbeat.Start(route, Interval, _status, _timeProvider, logger ?? NullLogger.Instance, CancellationToken.None);
    }

    private sealed class FormatterOfEvenNumbers : IMessageFormatter
    {
        public void Format(scoped LogRecord record, ref SyslogWriter writer)
        {
            record.TryGetField("sequence"u8, out ReadOnlySpan<byte> sequence);
            if (sequence[^1] % 2 != 0)
            {
                throw new FormatException("odd");
            }

            writer.Write(sequence);
        }
    }
}
