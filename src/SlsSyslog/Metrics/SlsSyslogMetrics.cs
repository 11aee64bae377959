using System.Diagnostics.Metrics;

namespace SlsSyslog;

/// <summary>
/// Owns the meter <see cref="SlsSyslogMetricNames.Meter"/>. A host creates it with its meter factory; a program without dependency injection
/// creates one and adds its sources and transports.
/// </summary>
public sealed class SlsSyslogMetrics : IDisposable
{
    private readonly StatusRegistry _status;
    private readonly Meter? _ownMeter;
    private readonly InstrumentFactory _factory;

    /// <summary>Initializes a new instance of the <see cref="SlsSyslogMetrics"/> class for a program without a host.</summary>
    /// <param name="timeProvider">The clock, or <see langword="null"/> for the system clock.</param>
    public SlsSyslogMetrics(TimeProvider? timeProvider = null)
        : this(new StatusRegistry(timeProvider ?? TimeProvider.System), meterFactory: null, timeProvider ?? TimeProvider.System)
    {
    }

    internal SlsSyslogMetrics(StatusRegistry status, IMeterFactory? meterFactory, TimeProvider timeProvider)
    {
        _status = status;
        MeterOptions options = new(SlsSyslogMetricNames.Meter) { Version = StatusRegistry.Version };
        Meter = meterFactory?.Create(options) ?? (_ownMeter = new Meter(options));
        SampleCache samples = new(() => [.. status.Routes.Select(route => route.GetSample())], timeProvider);
        _factory = new InstrumentFactory(Meter, samples);
        RouteInstruments instruments = new(_factory);
        RecordInstruments.Create(_factory);
        SourceInstruments.Create(_factory, timeProvider);
        ConnectionInstruments.Create(_factory, timeProvider);
        status.Instruments = instruments;
    }

    internal Meter Meter { get; }

    internal IReadOnlyList<MetricDefinition> Definitions => _factory.Definitions;

    /// <summary>Adds a source and a transport that are used without a host. Records are not measured then.</summary>
    /// <param name="route">The value of the tag <see cref="SlsSyslogMetricNames.RouteTag"/>.</param>
    /// <param name="source">The source, or <see langword="null"/>. Its <see cref="IMonitoredSource.OnPulled"/> is set.</param>
    /// <param name="transport">The transport, or <see langword="null"/>.</param>
    public void Observe(string route, IMonitoredSource? source, ITransportStatus? transport)
    {
        ArgumentException.ThrowIfNullOrEmpty(route);
        RouteMonitor monitor = _status.GetOrAdd(route);
        monitor.State = RouteState.Running;
        monitor.Transport = transport;
        if (source is not null)
        {
            monitor.Attach(source);
        }
    }

    /// <summary>Ends the meter, unless a meter factory owns it.</summary>
    public void Dispose() => _ownMeter?.Dispose();
}
