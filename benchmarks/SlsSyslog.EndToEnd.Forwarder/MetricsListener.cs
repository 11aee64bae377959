using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace SlsSyslog.EndToEnd;

/// <summary>Listens to every instrument as an exporter does, and reads the observable ones and the status each second.</summary>
internal sealed class MetricsListener : IDisposable
{
    private readonly MeterListener _metrics = new();
    private readonly Timer _timer;

    public MetricsListener(IServiceProvider services)
    {
        ISlsSyslogStatus status = services.GetRequiredService<ISlsSyslogStatus>();
        _metrics.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == SlsSyslogMetricNames.Meter)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        _metrics.SetMeasurementEventCallback<long>((_, value, _, _) => Measured += value);
        _metrics.SetMeasurementEventCallback<double>((_, value, _, _) => Measured += value);
        _metrics.Start();
        _timer = new Timer(
            _ =>
            {
                _metrics.RecordObservableInstruments();
                Measured += status.GetStatus().Totals.Delivered;
            },
            null,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1));
    }

    /// <summary>Gets a sum, so that nothing is optimized away.</summary>
    public double Measured { get; private set; }

    public void Dispose()
    {
        _timer.Dispose();
        _metrics.Dispose();
    }
}
