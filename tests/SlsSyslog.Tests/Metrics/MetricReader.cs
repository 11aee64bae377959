using System.Diagnostics.Metrics;

namespace SlsSyslog.Tests;

/// <summary>Reads the instruments of one meter, as an exporter does.</summary>
internal sealed class MetricReader : IDisposable
{
    private readonly Lock _lock = new();
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, Dictionary<string, double>> _values = [];

    public MetricReader(SlsSyslogMetrics metrics)
    {
        _listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter, metrics.Meter))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Reads the observable instruments.</summary>
    public void Read()
    {
        lock (_lock)
        {
            foreach ((string name, Dictionary<string, double> series) in _values)
            {
                if (_observed.Contains(name))
                {
                    series.Clear();
                }
            }
        }

        _listener.RecordObservableInstruments();
    }

    private readonly HashSet<string> _observed = [];

    /// <summary>Returns the sum of all series: of a histogram, the number of values.</summary>
    public double Sum(string name)
    {
        lock (_lock)
        {
            return _values.TryGetValue(name, out Dictionary<string, double>? series) ? series.Values.Sum() : 0;
        }
    }

    /// <summary>Returns the series of an instrument by their tags, as <c>name=value name=value</c>.</summary>
    public IReadOnlyDictionary<string, double> Series(string name)
    {
        lock (_lock)
        {
            return _values.TryGetValue(name, out Dictionary<string, double>? series) ? new Dictionary<string, double>(series) : [];
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string key = string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        lock (_lock)
        {
            if (!_values.TryGetValue(instrument.Name, out Dictionary<string, double>? series))
            {
                _values[instrument.Name] = series = [];
            }

            if (instrument.IsObservable)
            {
                _observed.Add(instrument.Name);
                series[key] = value;
            }
            else
            {
                series[key] = series.GetValueOrDefault(key) + (instrument is Histogram<double> ? 1 : value);
            }
        }
    }
}
