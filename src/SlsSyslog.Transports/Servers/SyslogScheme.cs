namespace SlsSyslog.Transports;

/// <summary>Provides the schemes of the built-in transports: the part of a server's address before <c>://</c>.</summary>
public static class SyslogScheme
{
    /// <summary>Syslog over UDP (RFC 5426). The default port is 514.</summary>
    public const string Udp = "udp";

    /// <summary>Syslog over TCP (RFC 6587). The default port is 514.</summary>
    public const string Tcp = "tcp";

    /// <summary>Syslog over TLS (RFC 5425). The default port is 6514.</summary>
    public const string Tls = "tls";

    /// <summary>The Reliable Event Logging Protocol. The default port is 2514.</summary>
    public const string Relp = "relp";

    /// <summary>The Reliable Event Logging Protocol over TLS, from the first byte. The default port is 2514.</summary>
    public const string Relps = "relps";

    internal static int? DefaultPortOf(string scheme) => scheme switch
    {
        Udp or Tcp => 514,
        Tls => 6514,
        Relp or Relps => 2514,
        _ => null,
    };
}
