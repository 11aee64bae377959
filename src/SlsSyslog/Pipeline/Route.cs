namespace SlsSyslog;

/// <summary>Holds the parts of one route, which are created once and shared by its shards.</summary>
internal sealed class Route(RouteMonitor monitor) : IAsyncDisposable
{
    public string Name => monitor.Name;

    /// <summary>Gets what the status and the metrics show of the route.</summary>
    public RouteMonitor Monitor => monitor;

    /// <summary>Gets what changes records before filters and the formatter; <see langword="null"/> when nothing does.</summary>
    public RecordTransform? Transform { get; init; }

    public required IReadOnlyList<IRecordFilter> Filters { get; init; }

    public required IMessageFormatter Formatter { get; init; }

    public required FrameBufferPool Frames { get; init; }

    public required ISyslogTransport Transport { get; init; }

    public required IDeadLetterHandler DeadLetters { get; init; }

    public required RouteReport Report { get; init; }

    public OversizePolicy Oversize { get; init; }

    /// <summary>Gets what writes records that are too long as several messages; <see langword="null"/> when they are not split.</summary>
    public RecordSplitter? Splitter { get; init; }

    public required long MaxUnsettledBytes { get; init; }

    public required TimeSpan DrainTimeout { get; init; }

    public RouteTotals Totals { get; } = new();

    /// <summary>Returns the same parts with separate counts, for one run that stops immediately when it is canceled. Do not dispose it.</summary>
    public Route ForOneRun() => new(monitor)
    {
        Transform = Transform,
        Filters = Filters,
        Formatter = Formatter,
        Frames = Frames,
        Transport = Transport,
        DeadLetters = DeadLetters,
        Report = Report,
        Oversize = Oversize,
        Splitter = Splitter,
        MaxUnsettledBytes = MaxUnsettledBytes,
        DrainTimeout = TimeSpan.Zero,
    };

    public async ValueTask DisposeAsync()
    {
        await Transport.DisposeAsync().ConfigureAwait(false);
        Frames.Dispose();
        Report.Dispose();
    }
}
