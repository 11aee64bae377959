using Microsoft.Extensions.Time.Testing;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

/// <summary>Runs the pump of one shard with a failure policy against doubles.</summary>
internal sealed class PumpScene
{
    public FakeTimeProvider Time { get; } = new();

    public ListLogger Log { get; } = new();

    public FailureOptions Failures { get; } = new();

    public MemoryTransport Transport { get; init; } = new();

    public MemoryDeadLetters Letters { get; init; } = new();

    /// <summary>Gets what stores the letters instead of memory.</summary>
    public IDeadLetterHandler? Store { get; init; }

    public IRecordFilter? Filter { get; init; }

    public IMessageFormatter Formatter { get; init; } = new IdFormatter();

    public FailureAction? ExpiredCursor { get; init; }

    /// <summary>Gets the options of the messages: the length, and what happens to a longer record.</summary>
    public MessageOptions Message { get; init; } = new() { MaxBytes = FrameBuffer.DefaultMaxMessageBytes };

    public RouteTap? Tap { get; init; }

    /// <summary>Gets the reasons for which the host was to stop.</summary>
    public List<string> HostStops { get; } = [];

    public Route Route { get; private set; } = null!;

    public RecordTotals Totals => Route.Monitor.GetStatus().Totals;

    public StatusError? Blocked => Route.Monitor.GetShard("logs/0").Blocked;

    public Task<bool> RunAsync(ILogLease lease, bool isBounded = false)
    {
        RouteMonitor monitor = new("test", Time);
        Route = new Route(monitor)
        {
            Filters = Filter is null ? [] : [Filter],
            Formatter = Formatter,
            Frames = new FrameBufferPool(SyslogFraming.OctetCounting, Message.MaxBytes),
            Transport = Transport,
            DeadLetters = Store ?? Letters,
            Report = new RouteReport(monitor, "file", Message.MaxBytes, Time, Log)
            {
                WaitsForRejected = Failures.Rejected == FailureAction.Retry,
            },
            Tap = Tap,
            Oversize = Message.Oversize,
            Splitter = Message.Oversize == OversizePolicy.Split ? new RecordSplitter(Message) : null,
            Failures = Failures,
            ExpiredCursor = ExpiredCursor,
            StopHost = HostStops.Add,
            MaxUnsettledBytes = long.MaxValue,
            DrainTimeout = TimeSpan.FromSeconds(30),
        };
        return new ShardPump(Route, lease, Time, Log, isBounded).RunAsync();
    }

    /// <summary>Lets time pass until a condition is met.</summary>
    public Task UntilAsync(Func<bool> condition) => Eventually.TrueAsync(() =>
    {
        Time.Advance(TimeSpan.FromSeconds(5));
        return condition();
    });
}
