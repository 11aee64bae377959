using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

public sealed class BatchTraceTests
{
    [Fact]
    public async Task RunAsync_SomebodyListens_HasLinkedSpansOfTheBatch()
    {
        using SpanRecorder spans = new("traced");
        MemoryLease lease = new(["a", "b"]) { IsBounded = true };

        await RunAsync("traced", lease, new MemoryTransport());

        Activity[] recorded = spans.All;
        Assert.Equal(
            [("receive logs", ActivityKind.Consumer), ("send traced", ActivityKind.Producer), ("settle logs", ActivityKind.Client)],
            recorded.OrderBy(span => span.DisplayName, StringComparer.Ordinal).Select(span => (span.DisplayName, span.Kind)));
        Activity receive = spans.Find("receive");
        Activity send = spans.Find("send");
        Activity settle = spans.Find("settle");
        Assert.Equal([receive.Context], send.Links.Select(link => link.Context));
        Assert.Equal([receive.Context, send.Context], settle.Links.Select(link => link.Context));
        Assert.Equal(("logs", "0"), (settle.GetTagItem("messaging.destination.name"), settle.GetTagItem("messaging.destination.partition.id")));
        Assert.Equal(2, settle.GetTagItem("messaging.batch.message_count"));
        Assert.All(recorded, span => Assert.Equal(ActivityStatusCode.Unset, span.Status));
        Assert.All(recorded, span => Assert.Equal("alibaba_sls", span.GetTagItem("messaging.system")));
    }

    [Fact]
    public async Task RunAsync_ConnectionBreaks_TheSettleOfTheBatchHasTheError()
    {
        using SpanRecorder spans = new("broken");
        MemoryLease lease = new(["a", "b"]) { IsBounded = true };
        int breaks = 0;

        await RunAsync("broken", lease, new MemoryTransport { Rejects = _ => breaks++ == 0 });

        Activity[] settles = [.. spans.All.Where(span => span.OperationName.StartsWith("settle", StringComparison.Ordinal)).OrderBy(span => span.StartTimeUtc)];
        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Unset], settles.Select(span => span.Status));
        Assert.Equal("_OTHER", settles[0].GetTagItem("error.type"));
        Assert.Equal("The connection broke.", settles[0].StatusDescription);
    }

    private static async Task RunAsync(string name, MemoryLease lease, MemoryTransport transport)
    {
        RouteMonitor monitor = new(name, TimeProvider.System);
        using RouteReport report = new(monitor, "file", 8000, TimeProvider.System, NullLogger.Instance);
        Route route = new(monitor)
        {
            Filters = [],
            Formatter = new IdFormatter(),
            Frames = new FrameBufferPool(SyslogFraming.OctetCounting, FrameBuffer.DefaultMaxMessageBytes),
            Transport = transport,
            DeadLetters = new MemoryDeadLetters(),
            Report = report,
            MaxUnsettledBytes = long.MaxValue,
            DrainTimeout = TimeSpan.FromSeconds(5),
        };
        Assert.True(await new ShardPump(route, lease, TimeProvider.System, NullLogger.Instance).RunAsync());
        route.Frames.Dispose();
    }

    /// <summary>Records the spans of one route, because other tests run at the same time.</summary>
    private sealed class SpanRecorder : IDisposable
    {
        private readonly ConcurrentQueue<Activity> _spans = [];
        private readonly ActivityListener _listener;

        public SpanRecorder(string route)
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == SlsSyslogMetricNames.Meter,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span =>
                {
                    if (route.Equals(span.GetTagItem(SlsSyslogMetricNames.RouteTag)))
                    {
                        _spans.Enqueue(span);
                    }
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public Activity[] All => [.. _spans];

        public Activity Find(string operation) => Assert.Single(All, span => span.OperationName.StartsWith(operation, StringComparison.Ordinal));

        public void Dispose() => _listener.Dispose();
    }
}
