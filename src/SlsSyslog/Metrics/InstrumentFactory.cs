using System.Diagnostics.Metrics;

namespace SlsSyslog;

/// <summary>Creates the instruments of a meter and keeps their definitions.</summary>
internal sealed class InstrumentFactory(Meter meter, SampleCache samples)
{
    private const string CounterKind = "counter";
    private const string GaugeKind = "gauge";
    private static readonly string[] OfRoute = [SlsSyslogMetricNames.RouteTag];
    private static readonly string[] OfLogstore = [.. OfRoute, SlsSyslogMetricNames.LogstoreTag];
    private static readonly string[] OfShard = [.. OfLogstore, SlsSyslogMetricNames.ShardTag];
    private static readonly string[] OfServer = [.. OfRoute, SlsSyslogMetricNames.ServerAddressTag, SlsSyslogMetricNames.ServerPortTag];
    private readonly List<MetricDefinition> _definitions = [];

    public IReadOnlyList<MetricDefinition> Definitions => _definitions;

    /// <summary>Creates a counter of every shard that was ever owned.</summary>
    public void ShardCounter(MetricDefinition definition, Func<ShardSample, long> read) =>
        Observe(definition, CounterKind, OfShard, route => route.Shards.Select(shard => Of(read(shard), route, shard)));

    /// <summary>Creates a gauge of the owned shards whose value is known.</summary>
    public void ShardGauge(MetricDefinition definition, Func<ShardSample, TimeSpan?> read) =>
        Observe(definition, GaugeKind, OfShard, route =>
            from shard in route.Shards
            where shard.IsOwned
            let value = read(shard)
            where value is not null
            select Of(value.Value.TotalSeconds, route, shard));

    public void ShardGauge(MetricDefinition definition, Func<ShardSample, long> read) =>
        Observe(definition, GaugeKind, OfShard, route => route.Shards.Where(shard => shard.IsOwned).Select(shard => Of(read(shard), route, shard)));

    public void LogstoreCounter(MetricDefinition definition, Func<LogstoreStatus, long> read) => OfLogstores(definition, CounterKind, read);

    public void LogstoreCounter(MetricDefinition definition, Func<LogstoreStatus, double> read) => OfLogstores(definition, CounterKind, read);

    /// <summary>Creates a gauge of the logstores whose value is known.</summary>
    public void LogstoreGauge(MetricDefinition definition, Func<LogstoreStatus, TimeSpan?> read) =>
        Observe(definition, GaugeKind, OfLogstore, route =>
            from logstore in route.Source?.Logstores ?? []
            let value = read(logstore)
            where value is not null
            select new Measurement<double>(value.Value.TotalSeconds, Route(route), Tag(SlsSyslogMetricNames.LogstoreTag, logstore.Name)));

    public void ShardsOfLogstoreGauge(MetricDefinition definition, Func<RouteSample, string, long> count) =>
        Observe(definition, GaugeKind, OfLogstore, route => FindLogstores(route).Select(name =>
            new Measurement<long>(count(route, name), Route(route), Tag(SlsSyslogMetricNames.LogstoreTag, name))));

    /// <summary>Creates a gauge or a counter of the routes whose value is known.</summary>
    public void OfSources<T>(MetricDefinition definition, bool isCounter, Func<SourceStatus, T?> read)
        where T : struct =>
        Observe<T>(definition, isCounter ? CounterKind : GaugeKind, OfRoute, route =>
            route.Source is { } source && read(source) is { } value ? [new Measurement<T>(value, Route(route))] : []);

    /// <summary>Creates a counter of the routes with a limit that has had an effect.</summary>
    public void RouteCounter(MetricDefinition definition, Func<RouteSample, double?> read) =>
        Observe<double>(definition, CounterKind, OfRoute, route => read(route) is { } value ? [new Measurement<double>(value, Route(route))] : []);

    /// <summary>Creates a gauge that is 1 for the state of the route and 0 for the others.</summary>
    public void StateGauge(MetricDefinition definition) =>
        Observe(definition, GaugeKind, [.. OfRoute, SlsSyslogMetricNames.StateTag], route => Enum.GetValues<RouteState>().Select(state =>
            new Measurement<long>(state == route.State ? 1 : 0, Route(route), Tag(SlsSyslogMetricNames.StateTag, NameOf(state)))));

    public void ServerCounter(MetricDefinition definition, Func<ServerStatus, long> read) => OfServers<long>(definition, CounterKind, s => read(s));

    public void ServerGauge<T>(MetricDefinition definition, Func<ServerStatus, T?> read)
        where T : struct => OfServers(definition, GaugeKind, read);

    public void ErrorCounter(MetricDefinition definition, Func<ServerStatus, IReadOnlyDictionary<string, long>> read) =>
        Observe(definition, CounterKind, [.. OfServer, SlsSyslogMetricNames.ErrorTypeTag], route =>
            from server in route.Servers
            from error in read(server)
            select new Measurement<long>(error.Value, [.. Tags(route, server), Tag(SlsSyslogMetricNames.ErrorTypeTag, error.Key)]));

    public Counter<long> Counter(MetricDefinition definition, params string[] tags)
    {
        Add(definition, CounterKind, tags);
        return meter.CreateCounter<long>(definition.Name, definition.Unit, definition.Meaning);
    }

    public Histogram<double> Histogram(MetricDefinition definition, double[] bounds, params string[] tags)
    {
        Add(definition, "histogram", tags);
        InstrumentAdvice<double> advice = new() { HistogramBucketBoundaries = bounds };
        return meter.CreateHistogram(definition.Name, definition.Unit, definition.Meaning, tags: null, advice);
    }

    private void OfLogstores<T>(MetricDefinition definition, string kind, Func<LogstoreStatus, T> read)
        where T : struct =>
        Observe(definition, kind, OfLogstore, route => (route.Source?.Logstores ?? []).Select(logstore =>
            new Measurement<T>(read(logstore), Route(route), Tag(SlsSyslogMetricNames.LogstoreTag, logstore.Name))));

    private void OfServers<T>(MetricDefinition definition, string kind, Func<ServerStatus, T?> read)
        where T : struct =>
        Observe(definition, kind, OfServer, route =>
            from server in route.Servers
            let value = read(server)
            where value is not null
            select new Measurement<T>(value.Value, Tags(route, server)));

    private void Observe<T>(MetricDefinition definition, string kind, string[] tags, Func<RouteSample, IEnumerable<Measurement<T>>> read)
        where T : struct
    {
        Add(definition, kind, tags);
        IEnumerable<Measurement<T>> Measure() => samples.Get(definition).SelectMany(read);
        _ = kind == CounterKind
            ? (ObservableInstrument<T>)meter.CreateObservableCounter(definition.Name, Measure, definition.Unit, definition.Meaning)
            : meter.CreateObservableGauge(definition.Name, Measure, definition.Unit, definition.Meaning);
    }

    private void Add(MetricDefinition definition, string kind, string[] tags) => _definitions.Add(definition with { Kind = kind, Tags = tags });

    private static IEnumerable<string> FindLogstores(RouteSample route) =>
        (route.Source?.Logstores.Select(logstore => logstore.Name) ?? []).Union(route.Shards.Select(shard => shard.Logstore));

    // The exporters write names in lowercase.
    private static string NameOf(RouteState state) => state switch
    {
        RouteState.Starting => "starting",
        RouteState.Running => "running",
        RouteState.Draining => "draining",
        RouteState.Stopped => "stopped",
        _ => "failed",
    };

    private static Measurement<T> Of<T>(T value, RouteSample route, ShardSample shard)
        where T : struct =>
        new(value, Route(route), Tag(SlsSyslogMetricNames.LogstoreTag, shard.Logstore), Tag(SlsSyslogMetricNames.ShardTag, shard.Shard));

    private static KeyValuePair<string, object?> Route(RouteSample route) => Tag(SlsSyslogMetricNames.RouteTag, route.Name);

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);

    private static KeyValuePair<string, object?>[] Tags(RouteSample route, ServerStatus server) =>
        [Route(route), Tag(SlsSyslogMetricNames.ServerAddressTag, server.Server.Host), Tag(SlsSyslogMetricNames.ServerPortTag, server.Server.Port)];
}
