namespace SlsSyslog;

/// <summary>Describes a transport: the scheme that selects it, its options, and how it is created.</summary>
/// <param name="Scheme">The scheme of the servers, in lowercase.</param>
/// <param name="CreateOptions">Creates options with default values.</param>
/// <param name="Create">Creates the transport.</param>
internal sealed record TransportKind(
    string Scheme, Func<SyslogTransportOptions> CreateOptions, Func<SyslogTransportOptions, IServiceProvider, ISyslogTransport> Create)
{
    public static TransportKind Of<TOptions>(string scheme, Func<TOptions, IServiceProvider, ISyslogTransport> create)
        where TOptions : SyslogTransportOptions, new() =>
        new(scheme, () => new TOptions(), (options, services) => create((TOptions)options, services));
}
