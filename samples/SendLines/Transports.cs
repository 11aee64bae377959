using Microsoft.Extensions.Logging;
using SlsSyslog.Transports;

namespace SlsSyslog.SendLines;

/// <summary>One transport for each scheme; their defaults need nothing but the server.</summary>
internal static class Transports
{
    public static IDrainableTransport Make(SyslogServer server, string? trustedCertificatesPath, ILoggerFactory logging)
    {
        TlsOptions tls = new() { TrustedCertificatesPath = trustedCertificatesPath };
        return server.Scheme switch
        {
            SyslogScheme.Udp => new UdpTransport(new() { Servers = [server] }, logger: logging.CreateLogger<UdpTransport>()),
            SyslogScheme.Relp or SyslogScheme.Relps => new RelpTransport(new() { Servers = [server], Tls = tls }, logger: logging.CreateLogger<RelpTransport>()),
            _ => new TcpTransport(new() { Servers = [server], Tls = tls }, logger: logging.CreateLogger<TcpTransport>()),
        };
    }
}
