using Microsoft.Extensions.DependencyInjection;

namespace SlsSyslog;

/// <summary>Creates the parts of a route from its options.</summary>
internal sealed partial class RouteFactory(
    IServiceProvider services, TransportCatalog transports, StatusRegistry status, TimeProvider timeProvider, ILoggerFactory loggerFactory)
{
    private const int MaxTypingErrors = 2;

    private readonly ILogger _logger = loggerFactory.CreateLogger<RouteFactory>();

    public Route Create(string name, RouteOptions options)
    {
        options.Complete(services);
        IDeadLetterHandler deadLetters = services.GetRequiredService<IDeadLetterHandler>();
        string target = deadLetters is DeadLetterFile file ? file.FullPath : deadLetters.GetType().Name;
        ISyslogTransport transport = options.TransportFactory?.Invoke(services) ?? CreateTransport(options.Destination.Transport!);
        RouteMonitor monitor = status.GetOrAdd(name);
        RouteReport report = new(monitor, target, options.Message.MaxBytes, timeProvider, loggerFactory.CreateLogger<ShardPump>())
        {
            WaitsForRejected = options.Failures.Rejected == FailureAction.Retry,
        };
        (monitor.Transport, monitor.DeadLetterTarget, monitor.Progress) = (transport as ITransportStatus, target, report.Progress);
        report.Progress.Cause = () => monitor.Transport?.GetServers().MaxBy(server => server.LastErrorAt)?.LastError;
        RecordTransform? transform = options.Message.CreateTransform();
        WarnOfUnknownNames(name, options, transform);
        return new Route(monitor)
        {
            Transform = transform,
            Filters = [.. CreateFilters(options), .. options.FilterFactories.Select(create => create(services))],
            Formatter = options.MessageFactory?.Invoke(services) ?? options.Message.CreateFormatter(),
            Frames = new FrameBufferPool(options.Framing, options.Message.MaxBytes),
            Transport = transport,
            DeadLetters = deadLetters,
            Report = report,
            Oversize = options.Message.Oversize,
            Splitter = options.Message.Oversize == OversizePolicy.Split ? new RecordSplitter(options.Message) : null,
            Failures = options.Failures,
            ExpiredCursor = options.StopsAtExpiredCursor ? options.Failures.CursorExpired : null,
            MaxUnsettledBytes = options.Destination.MaxUnsettledBytes,
            DrainTimeout = options.Source.DrainTimeout,
        };
    }

    public ILogSource CreateSource(string name, RouteOptions options) =>
        options.SourceFactory?.Invoke(services)
        ?? new ConsumerGroupSource(
            options.Source,
            services.GetRequiredService<ISlsCredentialProvider>(),
            new RouteLoggerFactory(loggerFactory, name, options.Source.ConsumerGroup),
            timeProvider);

    private static IEnumerable<IRecordFilter> CreateFilters(RouteOptions options)
    {
        if (options.Filter is { } rule)
        {
            yield return rule;
        }

        if (options.Sample is { } rate and < 1)
        {
            yield return new SampleFilter(rate, options.SampleField);
        }
    }

    // A field of a log can have any name, so a name that differs slightly from a mapped one is not an error.
    private void WarnOfUnknownNames(string route, RouteOptions options, RecordTransform? transform)
    {
        string[] known = transform is null ? [] : [.. transform.MappedNames];
        foreach (string field in (options.Filter?.Fields ?? []).Append(options.SampleField ?? ""))
        {
            bool isDotted = field.Contains('.', StringComparison.Ordinal);
            if (isDotted && !known.Contains(field) && SimilarName.Find(field, known, MaxTypingErrors) is { } similar)
            {
                LogUnknownName(_logger, route, field, similar);
            }
        }
    }

    private ISyslogTransport CreateTransport(SyslogTransportOptions options) => transports.Find(options)!.Create(options, services);
}
