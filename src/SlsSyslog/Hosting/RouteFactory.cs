using Microsoft.Extensions.DependencyInjection;

namespace SlsSyslog;

/// <summary>Creates the parts of a route from its options.</summary>
internal sealed partial class RouteFactory(
    IServiceProvider services, TransportCatalog transports, StatusRegistry status, TimeProvider timeProvider, ILoggerFactory loggerFactory)
{
    private const int MaxTypingErrors = 2;

    private readonly ILogger _logger = loggerFactory.CreateLogger<RouteFactory>();

    /// <summary>Creates the parts of a route: one route for each of its destinations.</summary>
    public IReadOnlyList<Route> CreateBranches(string name, RouteOptions options) =>
        [.. options.FindBranches(name).Select(branch => Create(branch.Name, options, branch.Branch))];

    /// <summary>Creates the parts of a route, or of one of its destinations.</summary>
    public Route Create(string name, RouteOptions options, RouteDestinationOptions? branch = null)
    {
        options.Complete(services);
        MessageOptions message = branch?.Message ?? options.Message;
        DestinationOptions destination = branch?.Destination ?? options.Destination;
        IDeadLetterHandler deadLetters = services.GetRequiredService<IDeadLetterHandler>();
        string target = deadLetters is DeadLetterFile file ? file.FullPath : deadLetters.GetType().Name;
        ISyslogTransport transport = (branch is null ? options.TransportFactory?.Invoke(services) : null)
            ?? CreateTransport(destination.Transport!);
        RouteMonitor monitor = status.GetOrAdd(name);
        RouteReport report = new(monitor, target, message.MaxBytes, timeProvider, loggerFactory.CreateLogger<ShardPump>())
        {
            WaitsForRejected = options.Failures.Rejected == FailureAction.Retry,
        };
        monitor.IsRequired = branch?.Required ?? true;
        (monitor.Transport, monitor.DeadLetterTarget, monitor.Progress) = (transport as ITransportStatus, target, report.Progress);
        report.Progress.Cause = () => monitor.Transport?.GetServers().MaxBy(server => server.LastErrorAt)?.LastError;
        RecordTransform? transform = message.CreateTransform();
        WarnOfUnknownNames(name, options, branch, transform);
        return new Route(monitor)
        {
            IsRequired = branch?.Required ?? true,
            Transform = transform,
            Filters = [.. CreateFilters(options, branch)],
            Formatter = (branch?.Message is null ? options.MessageFactory?.Invoke(services) : null) ?? message.CreateFormatter(),
            Frames = new FrameBufferPool(
                RouteOptions.FramingOf(destination, message), message.MaxBytes, destination.Transport?.SliceBytes ?? FrameBuffer.DefaultSliceBytes),
            Transport = transport,
            DeadLetters = deadLetters,
            Report = report,
            Tap = services.GetService<TapHub>() is { } hub ? new RouteTap(hub, name, () => transform?.KnownNames ?? []) : null,
            Ledger = CreateLedger(name, options, branch, monitor),
            Oversize = message.Oversize,
            Splitter = message.Oversize == OversizePolicy.Split ? new RecordSplitter(message) : null,
            Failures = options.Failures,
            ExpiredCursor = options.StopsAtExpiredCursor ? options.Failures.CursorExpired : null,
            MaxUnsettledBytes = destination.MaxUnsettledBytes,
            HeartbeatInterval = destination.HeartbeatInterval,
            MaxSliceFrames = destination.Transport?.SliceFrames ?? int.MaxValue,
            IsPaced = destination.Transport is NetworkTransportOptions network
                && (network.MaxRecordsPerSecond ?? network.MaxBytesPerSecond) is not null,
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

    private IEnumerable<IRecordFilter> CreateFilters(RouteOptions options, RouteDestinationOptions? branch)
    {
        if (options.Filter is { } rule)
        {
            yield return rule;
        }

        if (options.Sample is { } rate and < 1)
        {
            yield return new SampleFilter(rate, options.SampleField);
        }

        foreach (Func<IServiceProvider, IRecordFilter> create in options.FilterFactories)
        {
            yield return create(services);
        }

        if (branch?.When is { } selection)
        {
            yield return selection;
        }
    }

    // A field of a log can have any name, so a name that differs slightly from a known one is not an error. Names without a dot are compared only
    // with the profiles that were selected by name: all of them together have too many.
    private void WarnOfUnknownNames(string route, RouteOptions options, RouteDestinationOptions? branch, RecordTransform? transform)
    {
        string[] known = transform is null ? [] : [.. transform.KnownNames];
        bool isAuto = (branch?.Message ?? options.Message).Profiles.Contains("auto", StringComparer.OrdinalIgnoreCase);
        IEnumerable<string> read = [.. options.Filter?.Fields ?? [], .. branch?.When?.Fields ?? [], options.SampleField ?? ""];
        foreach (string field in read.Distinct(StringComparer.Ordinal))
        {
            int maxErrors = Math.Min(MaxTypingErrors, field.Length / 4);
            bool isCompared = field.Contains('.', StringComparison.Ordinal) || !isAuto;
            if (isCompared && !known.Contains(field) && SimilarName.Find(field, known, maxErrors) is { } similar)
            {
                LogUnknownName(_logger, route, field, similar);
            }
        }
    }

    private RouteLedger? CreateLedger(string name, RouteOptions options, RouteDestinationOptions? branch, RouteMonitor monitor)
    {
        if (!options.Ledger.IsEnabled)
        {
            return null;
        }

        string destination = string.Join(", ", (branch?.Destination ?? options.Destination).Transport?.Servers ?? []);
        LedgerScope scope = new(options.Source.Project, options.Source.ConsumerGroup, name, destination, SettingsHash.Of(options, branch));
        return new RouteLedger(
            options.Ledger, scope, monitor, () => monitor.GetSample().Source?.Consumer, timeProvider, loggerFactory.CreateLogger<RouteLedger>());
    }

    private ISyslogTransport CreateTransport(SyslogTransportOptions options) => transports.Find(options)!.Create(options, services);
}
