using Microsoft.Extensions.Logging;
using SlsSyslog.Serialization;
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

    /// <summary>Returns why trusted certificates cannot be read. Otherwise each connection fails, and the transport tries it again.</summary>
    public static string? FindError(string trustedCertificatesPath)
    {
        IReadOnlyCollection<OptionError> errors = new TlsOptions { TrustedCertificatesPath = trustedCertificatesPath }.Validate();
        return errors.Count > 0 ? string.Join(' ', errors) : null;
    }
}
