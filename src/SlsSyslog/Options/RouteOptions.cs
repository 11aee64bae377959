using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog;

/// <summary>One way from a logstore to a destination.</summary>
public sealed class RouteOptions
{
    /// <summary>What to read.</summary>
    public ConsumerGroupOptions Source { get; } = new();

    /// <summary>How a log becomes a message.</summary>
    public MessageOptions Message { get; } = new();

    /// <summary>Where messages go.</summary>
    public DestinationOptions Destination { get; } = new();

    // Where the route was described, for errors: a configuration path, or the call.
    internal string Path { get; init; } = "";

    internal Func<IServiceProvider, ILogSource>? SourceFactory { get; set; }

    // The name of a registered body formatter.
    internal string? BodyName { get; set; }

    internal Func<IServiceProvider, IMessageFormatter>? BodyFactory { get; set; }

    internal Func<IServiceProvider, IMessageFormatter>? EnvelopeFactory { get; set; }

    internal Func<IServiceProvider, ISyslogTransport>? TransportFactory { get; set; }

    internal IList<Func<IServiceProvider, IRecordFilter>> FilterFactories { get; } = [];
}
