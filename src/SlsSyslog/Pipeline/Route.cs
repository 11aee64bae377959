namespace SlsSyslog;

/// <summary>Holds the parts of one route, which are created once and shared by its shards.</summary>
internal sealed class Route(RouteMonitor monitor) : IAsyncDisposable
{
    public string Name => monitor.Name;

    /// <summary>Gets what the status and the metrics show of the route.</summary>
    public RouteMonitor Monitor => monitor;

    /// <summary>Gets a value that indicates whether records must be confirmed by this destination before the checkpoint moves.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>Gets what changes records before filters and the formatter; <see langword="null"/> when nothing does.</summary>
    public RecordTransform? Transform { get; init; }

    public required IReadOnlyList<IRecordFilter> Filters { get; init; }

    public required IMessageFormatter Formatter { get; init; }

    public required FrameBufferPool Frames { get; init; }

    public required ISyslogTransport Transport { get; init; }

    public required IDeadLetterHandler DeadLetters { get; init; }

    public required RouteReport Report { get; init; }

    /// <summary>Gets the tap, over which messages can be watched; <see langword="null"/> when there is none.</summary>
    public RouteTap? Tap { get; init; }

    /// <summary>Gets the delivery ledger; <see langword="null"/> when there is none.</summary>
    public RouteLedger? Ledger { get; init; }

    public OversizePolicy Oversize { get; init; }

    /// <summary>Gets what writes records that are too long as several messages; <see langword="null"/> when they are not split.</summary>
    public RecordSplitter? Splitter { get; init; }

    /// <summary>Gets what the route does about failures.</summary>
    public FailureOptions Failures { get; init; } = new();

    /// <summary>Gets what stops when logs have expired; <see langword="null"/> when the source continues after them.</summary>
    public FailureAction? ExpiredCursor { get; init; }

    /// <summary>Gets or sets what stops the host, with the reason.</summary>
    public Action<string>? StopHost { get; set; }

    public required long MaxUnsettledBytes { get; init; }

    /// <summary>Gets the interval of the heartbeat records; <see langword="null"/> when there are none.</summary>
    public TimeSpan? HeartbeatInterval { get; init; }

    /// <summary>Gets the number of frames of a slice, where the transport limits the rate.</summary>
    public int MaxSliceFrames { get; init; } = int.MaxValue;

    /// <summary>Gets a value that indicates whether the transport limits the rate.</summary>
    public bool IsPaced { get; init; }

    /// <summary>Gets a value that indicates whether the route sends a past period again, at a limited rate.</summary>
    public bool IsPacedReplay => IsPaced && monitor.IsReplay;

    public required TimeSpan DrainTimeout { get; init; }

    public RouteTotals Totals { get; } = new();

    /// <summary>Returns whether the filters accept a record.</summary>
    public bool Passes(scoped LogRecord record)
    {
        if (Filters.Count > 0 && GapRecord.IsGap(record))
        {
            return true; // the receiver must see that records are missing, whatever is filtered
        }

        for (int i = 0; i < Filters.Count; i++)
        {
            if (!Filters[i].ShouldForward(record))
            {
                return false;
            }
        }

        return true;
    }

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
        Tap = Tap,
        Ledger = Ledger,
        Oversize = Oversize,
        Splitter = Splitter,
        Failures = Failures,
        MaxUnsettledBytes = MaxUnsettledBytes,
        MaxSliceFrames = MaxSliceFrames,
        IsPaced = IsPaced,
        DrainTimeout = TimeSpan.Zero,
    };

    public async ValueTask DisposeAsync()
    {
        await Transport.DisposeAsync().ConfigureAwait(false);
        Frames.Dispose();
        Report.Dispose();
        Ledger?.Dispose();
    }
}
