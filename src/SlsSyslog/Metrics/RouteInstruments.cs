using System.Diagnostics.Metrics;

namespace SlsSyslog;

/// <summary>Holds the instruments that are recorded per pull, slice or batch. Histograms have no tag of the shard.</summary>
internal sealed class RouteInstruments
{
    // Those that the messaging conventions of OpenTelemetry advise for operations.
    private static readonly double[] OperationBounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    // Formatting a slice takes milliseconds.
    private static readonly double[] FormatBounds = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];

    // From a quarter of a second to a day, so that an agreed limit is near a bound.
    private static readonly double[] LatencyBounds = [0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900, 3600, 21600, 86400];

    private static readonly KeyValuePair<string, object?>[] ReplayTags =
        [new(SlsSyslogMetricNames.ReplayTag, false), new(SlsSyslogMetricNames.ReplayTag, true)];

    private readonly Histogram<double> _latency;
    private readonly Histogram<double> _pull;
    private readonly Histogram<double> _format;
    private readonly Histogram<double> _send;
    private readonly Histogram<double> _confirm;
    private readonly Counter<long> _rewinds;

    public RouteInstruments(InstrumentFactory create)
    {
        _latency = create.Histogram(
            new(SlsSyslogMetricNames.DeliveryLatency, "s",
                "Time from the receipt of the oldest log of a batch by SLS to the confirmation of the batch. One value per batch with delivered "
                + "records.",
                "Below the agreed limit.", "Compare with `slssyslog.send.duration` and `slssyslog.read.lag` to see which side is slow."),
            LatencyBounds,
            SlsSyslogMetricNames.RouteTag,
            SlsSyslogMetricNames.ReplayTag);
        _pull = create.Histogram(
            new(SlsSyslogMetricNames.PullDuration, "s", "Duration of a request for logs.", "Below 0.5 s.",
                "Check the network to SLS; for an `error.type`, read the log."),
            OperationBounds,
            SlsSyslogMetricNames.RouteTag,
            SlsSyslogMetricNames.LogstoreTag,
            SlsSyslogMetricNames.ErrorTypeTag);
        _format = create.Histogram(
            new(SlsSyslogMetricNames.FormatDuration, "s", "Time to filter and format a slice of up to 256 KiB.", "A few milliseconds.",
                "Check custom filters and formatters."),
            FormatBounds,
            SlsSyslogMetricNames.RouteTag);
        _send = create.Histogram(
            new(SlsSyslogMetricNames.SendDuration, "s", "Time until the operating system accepted a slice, with the wait for a connection.",
                "Milliseconds.", "The server reads slowly or cannot be reached."),
            OperationBounds,
            SlsSyslogMetricNames.RouteTag);
        _confirm = create.Histogram(
            new(SlsSyslogMetricNames.ConfirmDuration, "s", "Time from the send of a slice to its confirmation.", "About the settle window.",
                "The server acknowledges slowly."),
            OperationBounds,
            SlsSyslogMetricNames.RouteTag);
        _rewinds = create.Counter(
            new(SlsSyslogMetricNames.Rewinds, "{rewind}", "Times that a shard was read again from its last confirmed position.",
                "0; grows at an outage.", "See the `error.type` and `slssyslog.connection.breaks`."),
            SlsSyslogMetricNames.RouteTag,
            SlsSyslogMetricNames.ErrorTypeTag);
    }

    public void AddLatency(in KeyValuePair<string, object?> route, TimeSpan latency, bool isReplay) =>
        _latency.Record(latency.TotalSeconds, route, ReplayTags[isReplay ? 1 : 0]);

    public void AddPull(in KeyValuePair<string, object?> route, in PullMeasurement pull)
    {
        KeyValuePair<string, object?> logstore = new(SlsSyslogMetricNames.LogstoreTag, pull.Logstore);
        if (pull.ErrorType is null)
        {
            _pull.Record(pull.Duration.TotalSeconds, route, logstore);
        }
        else
        {
            _pull.Record(pull.Duration.TotalSeconds, route, logstore, new(SlsSyslogMetricNames.ErrorTypeTag, pull.ErrorType));
        }
    }

    public void AddFormat(in KeyValuePair<string, object?> route, TimeSpan duration) => _format.Record(duration.TotalSeconds, route);

    public void AddSend(in KeyValuePair<string, object?> route, TimeSpan duration) => _send.Record(duration.TotalSeconds, route);

    public void AddConfirm(in KeyValuePair<string, object?> route, TimeSpan duration) => _confirm.Record(duration.TotalSeconds, route);

    public void AddRewind(in KeyValuePair<string, object?> route, string errorType) =>
        _rewinds.Add(1, route, new KeyValuePair<string, object?>(SlsSyslogMetricNames.ErrorTypeTag, errorType));
}
