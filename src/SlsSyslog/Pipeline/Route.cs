using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog;

/// <summary>The parts of one route, made once when the host starts and shared by its shards.</summary>
internal sealed class Route(string name) : IAsyncDisposable
{
    public string Name { get; } = name;

    public required ILogSource Source { get; init; }

    public required IReadOnlyList<IRecordFilter> Filters { get; init; }

    public required IMessageFormatter Formatter { get; init; }

    public required FrameBufferPool Frames { get; init; }

    public required ISyslogTransport Transport { get; init; }

    public required IDeadLetterHandler DeadLetters { get; init; }

    public OversizePolicy Oversize { get; init; }

    public required long MaxUnsettledBytes { get; init; }

    public required TimeSpan DrainTimeout { get; init; }

    public RouteTotals Totals { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await Transport.DisposeAsync().ConfigureAwait(false);
        Frames.Dispose();
        switch (Source)
        {
            case IAsyncDisposable source:
                await source.DisposeAsync().ConfigureAwait(false);
                break;
            case IDisposable source:
                source.Dispose();
                break;
        }
    }
}
