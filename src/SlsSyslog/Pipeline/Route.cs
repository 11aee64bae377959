using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog;

/// <summary>The parts of one route, made once and shared by its shards, whatever they are read from.</summary>
internal sealed class Route(string name) : IAsyncDisposable
{
    public string Name { get; } = name;

    public required IReadOnlyList<IRecordFilter> Filters { get; init; }

    public required IMessageFormatter Formatter { get; init; }

    public required FrameBufferPool Frames { get; init; }

    public required ISyslogTransport Transport { get; init; }

    public required IDeadLetterHandler DeadLetters { get; init; }

    public OversizePolicy Oversize { get; init; }

    public required long MaxUnsettledBytes { get; init; }

    public required TimeSpan DrainTimeout { get; init; }

    public RouteTotals Totals { get; } = new();

    /// <summary>The same parts with counts of their own, for one run that stops at once when it is told to. Not to be disposed.</summary>
    public Route ForOneRun() => new(Name)
    {
        Filters = Filters,
        Formatter = Formatter,
        Frames = Frames,
        Transport = Transport,
        DeadLetters = DeadLetters,
        Oversize = Oversize,
        MaxUnsettledBytes = MaxUnsettledBytes,
        DrainTimeout = TimeSpan.Zero,
    };

    public async ValueTask DisposeAsync()
    {
        await Transport.DisposeAsync().ConfigureAwait(false);
        Frames.Dispose();
    }
}
