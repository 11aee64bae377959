using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;

namespace SlsSyslog;

/// <summary>Makes the parts of a route from its options, or says why it cannot.</summary>
internal sealed class RouteFactory(IServiceProvider services, TimeProvider time, ILoggerFactory loggers)
{
    private readonly MessageFactory _messages = new(services);
    private readonly TransportFactory _transports = new(time, loggers);

    public Route Create(string name, RouteOptions options)
    {
        DestinationOptions destination = options.Destination;
        return new Route(name)
        {
            Filters = [.. options.FilterFactories.Select(create => create(services))],
            Formatter = _messages.Create(options),
            Frames = new FrameBufferPool(TransportFactory.FramingOf(options), options.Message.MaxBytes),
            Transport = options.TransportFactory?.Invoke(services) ?? _transports.Create(options),
            DeadLetters = services.GetRequiredService<IDeadLetterHandler>(),
            Oversize = options.Message.Oversize,
            MaxUnsettledBytes = destination.MaxUnsettledBytes,
            DrainTimeout = options.Source.DrainTimeout,
        };
    }

    public ILogSource CreateSource(RouteOptions options) =>
        options.SourceFactory?.Invoke(services)
        ?? new ConsumerGroupSource(options.Source, services.GetRequiredService<ISlsCredentialProvider>(), loggers, time);

    public void FindFaults(RouteOptions route, OptionFaults faults, bool bringsItsSource)
    {
        if (bringsItsSource && route.SourceFactory is null)
        {
            foreach (OptionError error in route.Source.Validate())
            {
                faults.Add($"{route.Path}:{nameof(route.Source)}:{error.Path}", $"{error.Problem} {error.Fix}");
            }
        }

        _messages.FindFaults(route, faults);
        if (route.TransportFactory is null)
        {
            TransportFactory.FindFaults(route, faults);
        }
    }
}
