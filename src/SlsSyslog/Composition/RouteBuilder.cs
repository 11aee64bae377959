using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SlsSyslog;

/// <summary>Describes a route. The order of the calls matters only for filters, which run in the order in which they are added.</summary>
public sealed class RouteBuilder
{
    private readonly IServiceCollection _services;
    private readonly List<Action<RouteOptions>> _steps = [];

    internal RouteBuilder(IServiceCollection services) => _services = services;

    /// <summary>Reads a logstore as a member of a consumer group.</summary>
    /// <param name="configure">Sets the endpoint, project, logstore and consumer group, and options that differ from the defaults.</param>
    /// <returns>This builder.</returns>
    public RouteBuilder FromConsumerGroup(Action<ConsumerGroupOptions> configure) => Add(route => configure(route.Source));

    /// <summary>Reads the records between two positions, for example for a replay. Consumer groups and their checkpoints are not affected.</summary>
    /// <param name="configure">Sets the endpoint, project, logstore and the two positions, and options that differ from the defaults.</param>
    /// <returns>This builder.</returns>
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

    /// <summary>Reads the records of dead-letter files, to send them again.</summary>
    /// <param name="path">The path of the dead-letter file. Files that were renamed because they were full are read as well.</param>
    /// <param name="fromRoute">The route whose dead letters are read; <see langword="null"/> for those of all routes.</param>
    /// <returns>This builder.</returns>
    public RouteBuilder FromDeadLetters(string path, string? fromRoute = null) => From(_ => new DeadLetterSource(path) { Route = fromRoute });

    /// <summary>Reads from a custom source.</summary>
    /// <param name="source">Creates the source when the host starts. The route disposes it.</param>
    /// <returns>This builder.</returns>
    public RouteBuilder From(Func<IServiceProvider, ILogSource> source) => Add(route => route.SourceFactory = source);

    /// <summary>Forwards only the records that a filter accepts.</summary>
    /// <typeparam name="TFilter">The type of the filter. One instance is created; its constructor may take services.</typeparam>
    /// <returns>This builder.</returns>
    public RouteBuilder Filter<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFilter>()
        where TFilter : class, IRecordFilter
    {
        _services.TryAddSingleton<TFilter>();
        return Add(route => route.FilterFactories.Add(provider => provider.GetRequiredService<TFilter>()));
    }

    /// <summary>Forwards only the records that a filter accepts.</summary>
    /// <param name="filter">The filter. Several threads call it at the same time.</param>
    /// <returns>This builder.</returns>
    public RouteBuilder Filter(RecordFilter filter)
    {
        DelegateFilter wrapped = new(filter);
        return Add(route => route.FilterFactories.Add(_ => wrapped));
    }

    /// <summary>Forwards only the records that meet a condition.</summary>
    /// <param name="rule">The condition.</param>
    /// <returns>This builder.</returns>
    public RouteBuilder Filter(RecordRule rule) => Add(route => route.FilterFactories.Add(_ => rule));

    /// <summary>Forwards a part of the records: see <see cref="SampleFilter"/>.</summary>
    /// <param name="rate">The part of the records to forward, greater than 0 and up to 1.</param>
    /// <param name="field">The field whose value decides; <see langword="null"/> for all fields.</param>
    /// <returns>This builder.</returns>
    public RouteBuilder Sample(double rate, string? field = null)
    {
        SampleFilter filter = new(rate, field);
        return Add(route => route.FilterFactories.Add(_ => filter));
    }

    /// <summary>Sets the envelope, the header, the body, the size limit and the other options of the messages.</summary>
    /// <param name="configure">Sets options that differ from the defaults.</param>
    /// <returns>This builder.</returns>
    public RouteBuilder Message(Action<MessageOptions> configure) => Add(route => configure(route.Message));

    /// <summary>Writes the body of each message, after the configured header, with a custom formatter.</summary>
    /// <typeparam name="TFormatter">The type of the formatter. One instance is created; its constructor may take services.</typeparam>
    /// <returns>This builder.</returns>
    public RouteBuilder FormatBody<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFormatter>()
        where TFormatter : class, IMessageFormatter
    {
        _services.TryAddSingleton<TFormatter>();
        return Add(route => route.BodyFactory = provider =>
            CustomBodyOptions.Describe(typeof(TFormatter).Name, provider.GetRequiredService<TFormatter>).CreateOptions());
    }

    /// <summary>Writes whole messages, header and body, with a custom formatter.</summary>
    /// <typeparam name="TFormatter">The type of the formatter. One instance is created; its constructor may take services.</typeparam>
    /// <returns>This builder.</returns>
    public RouteBuilder FormatMessage<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFormatter>()
        where TFormatter : class, IMessageFormatter
    {
        _services.TryAddSingleton<TFormatter>();
        return Add(route => route.MessageFactory = provider => provider.GetRequiredService<TFormatter>());
    }

    /// <summary>Sends over UDP (RFC 5426), which does not prove delivery. Another call adds a server to fall back to.</summary>
    /// <param name="host">The name or address of the server.</param>
    /// <param name="port">The port of the server.</param>
    /// <param name="configure">Sets options that differ from the defaults.</param>
    /// <returns>This builder.</returns>
    public RouteBuilder ToUdp(string host, int port = 514, Action<UdpTransportOptions>? configure = null) =>
        ToServer(SyslogScheme.Udp, host, port, configure);

    /// <summary>Sends over TCP (RFC 6587). Another call adds a server to fall back to.</summary>
    /// <param name="host">The name or address of the server.</param>
    /// <param name="port">The port of the server.</param>
    /// <param name="configure">Sets options that differ from the defaults.</param>
    /// <returns>This builder.</returns>
    public RouteBuilder ToTcp(string host, int port = 514, Action<TcpTransportOptions>? configure = null) =>
        ToServer(SyslogScheme.Tcp, host, port, configure);

    /// <summary>Sends over TLS (RFC 5425). Another call adds a server to fall back to.</summary>
    /// <param name="host">The name or address of the server. Its certificate must be valid for it.</param>
    /// <param name="port">The port of the server.</param>
    /// <param name="configure">Sets options that differ from the defaults.</param>
    /// <returns>This builder.</returns>
    public RouteBuilder ToTls(string host, int port = 6514, Action<TcpTransportOptions>? configure = null) =>
        ToServer(SyslogScheme.Tls, host, port, configure);

    /// <summary>Sends with RELP. The receiver acknowledges each message. Another call adds a server to fall back to.</summary>
    /// <param name="host">The name or address of the server.</param>
    /// <param name="port">The port of the server.</param>
    /// <param name="configure">Sets options that differ from the defaults.</param>
    /// <returns>This builder.</returns>
    public RouteBuilder ToRelp(string host, int port = 2514, Action<RelpTransportOptions>? configure = null) =>
        ToServer(SyslogScheme.Relp, host, port, configure);

    /// <summary>Sends with RELP over TLS. Another call adds a server to fall back to.</summary>
    /// <param name="host">The name or address of the server. Its certificate must be valid for it.</param>
    /// <param name="port">The port of the server.</param>
    /// <param name="configure">Sets options that differ from the defaults.</param>
    /// <returns>This builder.</returns>
    public RouteBuilder ToRelpOverTls(string host, int port = 2514, Action<RelpTransportOptions>? configure = null) =>
        ToServer(SyslogScheme.Relps, host, port, configure);

    /// <summary>Sets the transport and the other options of the destination.</summary>
    /// <param name="configure">Sets options that differ from the defaults.</param>
    /// <returns>This builder.</returns>
    public RouteBuilder To(Action<DestinationOptions> configure) => Add(route => configure(route.Destination));

    /// <summary>
    /// Adds one of several destinations, in place of the single one. Each receives the records that match its rule, at its own pace.
    /// </summary>
    /// <param name="name">The name of the destination in the status, metrics and logs.</param>
    /// <param name="configure">Sets the transport, the rule, and options that differ from the defaults.</param>
    /// <returns>This builder.</returns>
    public RouteBuilder AddDestination(string name, Action<RouteDestinationOptions> configure) => Add(route =>
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!route.Destinations.TryGetValue(name, out RouteDestinationOptions? destination))
        {
            route.Destinations.Add(name, destination = new RouteDestinationOptions());
        }

        configure(destination);
    });

    /// <summary>Sets what the route does about failures.</summary>
    /// <param name="configure">Sets options that differ from the defaults.</param>
    /// <returns>This builder.</returns>
    public RouteBuilder OnFailure(Action<FailureOptions> configure) => Add(route => configure(route.Failures));

    /// <summary>Writes what was delivered of each shard and minute to a delivery ledger.</summary>
    /// <param name="configure">Sets the folder, and options that differ from the defaults.</param>
    /// <returns>This builder.</returns>
    public RouteBuilder WriteLedger(Action<LedgerOptions> configure) => Add(route => configure(route.Ledger));

    /// <summary>Sends with a custom transport.</summary>
    /// <param name="transport">Creates the transport when the host starts. The route disposes it.</param>
    /// <returns>This builder.</returns>
    public RouteBuilder ToTransport(Func<IServiceProvider, ISyslogTransport> transport) => Add(route => route.TransportFactory = transport);

    internal void Apply(RouteOptions route)
    {
        foreach (Action<RouteOptions> step in _steps)
        {
            step(route);
        }
    }

    private RouteBuilder ToServer<TOptions>(string scheme, string host, int port, Action<TOptions>? configure)
        where TOptions : SyslogTransportOptions, new()
    {
        SyslogServer server = new(scheme, host, port);
        return Add(route =>
        {
            // A server of another transport stays in the list: validation reports its scheme.
            SyslogTransportOptions transport = route.Destination.Transport ??= new TOptions();
            transport.Servers.Add(server);
            if (transport is TOptions options)
            {
                configure?.Invoke(options);
            }
        });
    }

    private RouteBuilder Add(Action<RouteOptions> step)
    {
        _steps.Add(step);
        return this;
    }
}
