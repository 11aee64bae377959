using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Transports;

namespace SlsSyslog;

/// <summary>Creates the parts of a route from its options.</summary>
internal sealed class RouteFactory(
    IServiceProvider services, TransportCatalog transports, StatusRegistry status, TimeProvider timeProvider, ILoggerFactory loggerFactory)
{
    public Route Create(string name, RouteOptions options)
    {
        options.Complete(services);
        IDeadLetterHandler deadLetters = services.GetRequiredService<IDeadLetterHandler>();
        string target = deadLetters is DeadLetterFile file ? file.FullPath : deadLetters.GetType().Name;
        ISyslogTransport transport = options.TransportFactory?.Invoke(services) ?? CreateTransport(options.Destination.Transport!);
        RouteMonitor monitor = status.GetOrAdd(name);
        RouteReport report = new(monitor, target, options.Message.MaxBytes, timeProvider, loggerFactory.CreateLogger<ShardPump>());
        (monitor.Transport, monitor.DeadLetterTarget, monitor.Progress) = (transport as ITransportStatus, target, report.Progress);
        report.Progress.Cause = () => monitor.Transport?.GetServers().MaxBy(server => server.LastErrorAt)?.LastError;
        return new Route(monitor)
        {
            Transform = options.Message.CreateTransform(),
            Filters = [.. options.FilterFactories.Select(create => create(services))],
            Formatter = options.MessageFactory?.Invoke(services) ?? options.Message.CreateFormatter(),
            Frames = new FrameBufferPool(options.Framing, options.Message.MaxBytes),
            Transport = transport,
            DeadLetters = deadLetters,
            Report = report,
            Oversize = options.Message.Oversize,
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

    private ISyslogTransport CreateTransport(SyslogTransportOptions options) => transports.Find(options)!.Create(options, services);
}
