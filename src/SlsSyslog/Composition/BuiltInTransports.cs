using Microsoft.Extensions.DependencyInjection;

namespace SlsSyslog;

/// <summary>Describes the transports of SlsSyslog.Transports.</summary>
internal static class BuiltInTransports
{
    public static IEnumerable<TransportKind> All { get; } =
    [
        .. Of<TcpTransportOptions>((options, services) => new TcpTransport(options, Time(services), Logger<TcpTransport>(services))),
        .. Of<RelpTransportOptions>((options, services) => new RelpTransport(options, Time(services), Logger<RelpTransport>(services))),
        .. Of<UdpTransportOptions>((options, services) => new UdpTransport(options, Time(services), Logger<UdpTransport>(services))),
    ];

    private static IEnumerable<TransportKind> Of<TOptions>(Func<TOptions, IServiceProvider, ISyslogTransport> create)
        where TOptions : SyslogTransportOptions, new() =>
        new TOptions().Schemes.Select(scheme => TransportKind.Of(scheme, create));

    private static TimeProvider Time(IServiceProvider services) => services.GetRequiredService<TimeProvider>();

    private static ILogger<T> Logger<T>(IServiceProvider services) => services.GetRequiredService<ILogger<T>>();
}
