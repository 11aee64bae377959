using SlsSyslog.Transports;

namespace SlsSyslog.Tool;

/// <summary>Says what to do about errors of connections to a server.</summary>
/// <param name="server">The server.</param>
/// <param name="tls">The options of TLS; null when the transport has none.</param>
internal sealed class ServerAdvice(SyslogServer server, TlsOptions? tls)
{
    /// <summary>Returns what to do about the error of a connection.</summary>
    public string For(ServerProbeResult result, DateTimeOffset now) => result.ErrorType switch
    {
        TransportErrorType.Refused => $"Check that the receiver runs, and that it listens on port {server.Port} of this address.",
        TransportErrorType.Unreachable => "Check the address, and the routes and firewalls between here and the receiver.",
        TransportErrorType.Tls when result.Certificates.Count > 0 => ForCertificate(result.Certificates[0], now),
        TransportErrorType.Timeout or TransportErrorType.Protocol when IsRelp && (!IsTls || result.ErrorType == TransportErrorType.Timeout) =>
            $"Check that the receiver has RELP on this port. If it reads plain syslog, specify {Plain}://{server.Host}:{server.Port} in "
                + "Destination:Servers.",
        TransportErrorType.Timeout or TransportErrorType.Tls or TransportErrorType.Protocol when IsTls && result.Certificates.Count == 0 =>
            $"Check that the receiver has TLS on this port. If it does not, specify {WithoutTls}://{server.Host}:{server.Port} in "
                + "Destination:Servers.",
        TransportErrorType.Timeout => "Check the address, and the firewalls between here and the receiver.",
        _ when IsTls && tls?.ClientCertificatePath is not null =>
            "See the log of the receiver, and check that it trusts the authority of the client certificate.",
        _ when IsTls => "See the log of the receiver. If it requires a client certificate, specify Destination:Tls:ClientCertificatePath.",
        _ => "See the log of the receiver, and check that it accepts connections from this machine.",
    };

    private bool IsTls => server.Scheme is SyslogScheme.Tls or SyslogScheme.Relps;

    private bool IsRelp => server.Scheme is SyslogScheme.Relp or SyslogScheme.Relps;

    private string Plain => IsTls ? SyslogScheme.Tls : SyslogScheme.Tcp;

    private string WithoutTls => IsRelp ? SyslogScheme.Relp : SyslogScheme.Tcp;

    private string ForCertificate(ServerCertificate certificate, DateTimeOffset now)
    {
        string expected = tls?.ServerName ?? server.Host;
        return tls?.PinnedFingerprints.Count > 0
            ? "If the receiver has a new certificate, specify its fingerprint in Destination:Tls:PinnedFingerprints."
            : certificate.NotAfter < now ? "Renew the certificate of the receiver."
            : certificate.NotBefore > now ? "Check the clock of this machine, or replace the certificate of the receiver."
            : !certificate.Names.Any(name => Matches(name, expected))
            ? $"The certificate is for {Describe(certificate.Names)}. Specify such a name in Destination:Servers or in "
                + $"Destination:Tls:ServerName, or issue a certificate for {expected}."
            : "Specify the certificate of the authority that issued it in Destination:Tls:TrustedCertificatesPath. If the receiver requires a client "
                + "certificate, specify Destination:Tls:ClientCertificatePath.";
    }

    private static string Describe(IReadOnlyList<string> names) => names.Count == 0 ? "no host name" : string.Join(", ", names);

    // RFC 9525 6.3: a wildcard stands for one label, the first.
    private static bool Matches(string name, string host) => name.StartsWith("*.", StringComparison.Ordinal)
        ? host.IndexOf('.', StringComparison.Ordinal) is int dot and > 0 && host[dot..].Equals(name[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(name, StringComparison.OrdinalIgnoreCase);
}
