using System.Diagnostics.Metrics;

namespace SlsSyslog.FaultSuite;

/// <summary>
/// Reads the status and the metrics of a forwarder again and again while faults happen: each record must be in exactly one total at every
/// moment, and no total may decrease.
/// </summary>
public sealed class TotalsWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private readonly ISlsSyslogStatus _status;
    private readonly Dictionary<string, RecordTotals> _last = [];
    private readonly Dictionary<string, Dictionary<string, long>> _measured = [];
    private readonly MeterListener _listener = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;

    public TotalsWatch(ISlsSyslogStatus status, IMeterFactory meters)
    {
        _status = status;
        Meter meter = meters.Create(SlsSyslogMetricNames.Meter);
        _listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Scope == meter.Scope && instrument.Name.EndsWith(".records", StringComparison.Ordinal))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            string shard = $"{tags[1].Value}/{tags[2].Value}";
            if (!_measured.TryGetValue(shard, out Dictionary<string, long>? totals))
            {
                _measured[shard] = totals = [];
            }

            totals[instrument.Name] = value;
        });
        _listener.Start();
        _watching = Task.Run(WatchAsync);
    }

    /// <summary>Gets how often the totals of a shard were compared.</summary>
    public int Samples { get; private set; }

    /// <summary>Gets the first total that was wrong, or null.</summary>
    public string? Failure { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            Check();
            await Task.Delay(Interval, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Check();
    }

    private void Check()
    {
        foreach (ShardForwardingStatus shard in _status.GetStatus().Routes.SelectMany(route => route.Shards))
        {
            Samples++;
            RecordTotals totals = shard.Totals;
            long sum = totals.Filtered + totals.Delivered + totals.DeadLettered + totals.Skipped + totals.Released + totals.Pending;
            if (totals.Read != sum || totals.Pending < 0)
            {
                Failure ??= $"shard {shard.Name}: the totals do not add up: {totals}";
            }

            if (_last.TryGetValue(shard.Name, out RecordTotals? last) && HasDecreased(last, totals))
            {
                Failure ??= $"shard {shard.Name}: a total decreased: {last} {totals}";
            }

            _last[shard.Name] = totals;
        }

        _measured.Clear();
        _listener.RecordObservableInstruments();
        foreach ((string shard, Dictionary<string, long> totals) in _measured)
        {
            long sum = totals[SlsSyslogMetricNames.FilteredRecords] + totals[SlsSyslogMetricNames.DeliveredRecords]
                + totals[SlsSyslogMetricNames.DeadLetteredRecords] + totals[SlsSyslogMetricNames.SkippedRecords]
                + totals[SlsSyslogMetricNames.ReleasedRecords] + totals.GetValueOrDefault(SlsSyslogMetricNames.PendingRecords);
            if (totals[SlsSyslogMetricNames.ReadRecords] != sum) // a shard that is not owned has nothing pending
            {
                Failure ??= $"shard {shard}: the metrics of one collection do not add up: {string.Join(", ", totals)}";
            }
        }
    }

    private static bool HasDecreased(RecordTotals last, RecordTotals now) =>
        now.Read < last.Read || now.Filtered < last.Filtered || now.Delivered < last.Delivered || now.DeadLettered < last.DeadLettered
        || now.Skipped < last.Skipped || now.Released < last.Released || now.Repeated < last.Repeated;
}
