using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog;

/// <summary>Makes the parts of a route from its options, or says why it cannot.</summary>
internal sealed class RouteFactory(IServiceProvider services, TimeProvider time, ILoggerFactory loggers)
{
    private readonly MessageFactory _messages = new(services);

    public Route Create(string name, RouteOptions options)
    {
        DestinationOptions destination = options.Destination;
        return new Route(name)
        {
            Source = options.SourceFactory?.Invoke(services) ?? CreateSource(options.Source),
            Filters = [.. options.FilterFactories.Select(create => create(services))],
            Formatter = _messages.Create(options),
            Frames = new FrameBufferPool(destination.Framing, options.Message.MaxBytes),
            Transport = options.TransportFactory?.Invoke(services) ?? CreateTransport(destination),
            DeadLetters = services.GetRequiredService<IDeadLetterHandler>(),
            MaxUnsettledBytes = destination.MaxUnsettledBytes,
            DrainTimeout = options.Source.DrainTimeout,
        };
    }

    public void FindFaults(RouteOptions route, OptionFaults faults)
    {
        if (route.SourceFactory is null)
        {
            foreach (OptionFault fault in route.Source.FindFaults())
            {
                faults.Add($"{route.Path}:{nameof(route.Source)}:{fault.Option}", fault.Message + ".");
            }
        }

        _messages.FindFaults(route, faults);
        if (route.TransportFactory is null)
        {
            DestinationMapping.FindFaults(route.Destination, $"{route.Path}:{nameof(route.Destination)}", faults);
        }
    }

    private ConsumerGroupSource CreateSource(ConsumerGroupOptions source) =>
        new(source, services.GetRequiredService<ISlsCredentialProvider>(), loggers, time);

    private TcpTransport CreateTransport(DestinationOptions destination) =>
        new(DestinationMapping.ToTcp(destination), time, loggers.CreateLogger<TcpTransport>());
}
