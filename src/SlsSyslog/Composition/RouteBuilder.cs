using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog;

/// <summary>Describes a route step by step. The order of the calls does not matter, but for filters, which are asked in theirs.</summary>
public sealed class RouteBuilder
{
    private readonly IServiceCollection _services;
    private readonly List<Action<RouteOptions>> _steps = [];

    internal RouteBuilder(IServiceCollection services) => _services = services;

    /// <summary>Reads a logstore as a member of a consumer group.</summary>
    /// <param name="configure">Sets endpoint, project, logstore, consumer group and what else differs from the defaults.</param>
    /// <returns>This description.</returns>
    public RouteBuilder FromConsumerGroup(Action<ConsumerGroupOptions> configure) => Add(route => configure(route.Source));

    /// <summary>Reads what lies between two positions, beside a consumer group and without touching its checkpoints: a replay.</summary>
    /// <param name="configure">Sets endpoint, project, logstore, begin and end.</param>
    /// <returns>This description.</returns>
    public RouteBuilder FromRange(Action<FixedRangeOptions> configure) => From(provider =>
    {
        FixedRangeOptions range = new();
        configure(range);
        return new FixedRangeSource(
            range,
            provider.GetRequiredService<ISlsCredentialProvider>(),
            provider.GetRequiredService<ILoggerFactory>(),
            provider.GetRequiredService<TimeProvider>());
    });

    /// <summary>Reads from a source of your own.</summary>
    /// <param name="source">Makes it when the host starts; the route disposes it.</param>
    /// <returns>This description.</returns>
    public RouteBuilder From(Func<IServiceProvider, ILogSource> source) => Add(route => route.SourceFactory = source);

    /// <summary>Forwards only what a filter lets through.</summary>
    /// <typeparam name="TFilter">The filter; made once, its constructor may take services.</typeparam>
    /// <returns>This description.</returns>
    public RouteBuilder Filter<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFilter>()
        where TFilter : class, IRecordFilter
    {
        _services.TryAddSingleton<TFilter>();
        return Add(route => route.FilterFactories.Add(provider => provider.GetRequiredService<TFilter>()));
    }

    /// <summary>Forwards only what a filter lets through.</summary>
    /// <param name="filter">The filter; called from several threads at once.</param>
    /// <returns>This description.</returns>
    public RouteBuilder Filter(RecordFilter filter)
    {
        DelegateFilter wrapped = new(filter);
        return Add(route => route.FilterFactories.Add(_ => wrapped));
    }

    /// <summary>Sets envelope, header fields, size limit and the rest of the message.</summary>
    /// <param name="configure">Sets what differs from the defaults.</param>
    /// <returns>This description.</returns>
    public RouteBuilder Message(Action<MessageOptions> configure) => Add(route => configure(route.Message));

    /// <summary>Writes the body of each message, behind the configured header, with a formatter of your own.</summary>
    /// <typeparam name="TFormatter">The formatter; made once, its constructor may take services.</typeparam>
    /// <returns>This description.</returns>
    public RouteBuilder FormatBody<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFormatter>()
        where TFormatter : class, IMessageFormatter
    {
        _services.TryAddSingleton<TFormatter>();
        return Add(route => route.BodyFactory = provider => provider.GetRequiredService<TFormatter>());
    }

    /// <summary>Writes whole messages, header and body, with a formatter of your own.</summary>
    /// <typeparam name="TFormatter">The formatter; made once, its constructor may take services.</typeparam>
    /// <returns>This description.</returns>
    public RouteBuilder FormatMessage<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFormatter>()
        where TFormatter : class, IMessageFormatter
    {
        _services.TryAddSingleton<TFormatter>();
        return Add(route => route.EnvelopeFactory = provider => provider.GetRequiredService<TFormatter>());
    }

    /// <summary>Sends over UDP (RFC 5426), which proves nothing. Called again, adds a server to fall back to.</summary>
    /// <param name="host">The server's name or address.</param>
    /// <param name="port">Its port.</param>
    /// <returns>This description.</returns>
    public RouteBuilder ToUdp(string host, int port = 514) => To(SyslogScheme.Udp, host, port);

    /// <summary>Sends over TCP (RFC 6587) with octet counting. Called again, adds a server to fall back to.</summary>
    /// <param name="host">The server's name or address.</param>
    /// <param name="port">Its port.</param>
    /// <returns>This description.</returns>
    public RouteBuilder ToTcp(string host, int port = 514) => To(SyslogScheme.Tcp, host, port);

    /// <summary>Sends over TLS (RFC 5425). Called again, adds a server to fall back to.</summary>
    /// <param name="host">The server's name or address, for which its certificate must be.</param>
    /// <param name="port">Its port.</param>
    /// <returns>This description.</returns>
    public RouteBuilder ToTls(string host, int port = 6514) => To(SyslogScheme.Tls, host, port);

    /// <summary>Sends by RELP, where the receiver answers for each message. Called again, adds a server to fall back to.</summary>
    /// <param name="host">The server's name or address.</param>
    /// <param name="port">Its port.</param>
    /// <returns>This description.</returns>
    public RouteBuilder ToRelp(string host, int port = 2514) => To(SyslogScheme.Relp, host, port);

    /// <summary>Sends by RELP over TLS. Called again, adds a server to fall back to.</summary>
    /// <param name="host">The server's name or address, for which its certificate must be.</param>
    /// <param name="port">Its port.</param>
    /// <returns>This description.</returns>
    public RouteBuilder ToRelpOverTls(string host, int port = 2514) => To(SyslogScheme.Relps, host, port);

    /// <summary>Sets servers, time limits, confirmation and the rest of the destination.</summary>
    /// <param name="configure">Sets what differs from the defaults.</param>
    /// <returns>This description.</returns>
    public RouteBuilder To(Action<DestinationOptions> configure) => Add(route => configure(route.Destination));

    /// <summary>Sends by a transport of your own.</summary>
    /// <param name="transport">Makes it when the host starts; the route disposes it.</param>
    /// <returns>This description.</returns>
    public RouteBuilder ToTransport(Func<IServiceProvider, ISyslogTransport> transport) => Add(route => route.TransportFactory = transport);

    internal void Apply(RouteOptions route)
    {
        foreach (Action<RouteOptions> step in _steps)
        {
            step(route);
        }
    }

    private RouteBuilder To(string scheme, string host, int port)
    {
        string server = new SyslogServer(scheme, host, port).ToString();
        return Add(route => route.Destination.Servers.Add(server));
    }

    private RouteBuilder Add(Action<RouteOptions> step)
    {
        _steps.Add(step);
        return this;
    }
}
