using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SlsSyslog.Transports;

/// <summary>A syslog server's address, written <c>tcp://siem.corp:514</c>. An IPv6 address stands in brackets.</summary>
public sealed record SyslogServer
{
    /// <summary>Makes an address.</summary>
    /// <param name="scheme">How the server is spoken to.</param>
    /// <param name="host">A name or an IP address, without brackets.</param>
    /// <param name="port">1 to 65535.</param>
    /// <exception cref="ArgumentException">The host is empty or no host name, or the port is out of range.</exception>
    public SyslogServer(SyslogScheme scheme, string host, int port)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            throw new ArgumentException($"'{host}' is neither a host name nor an IP address.", nameof(host));
        }

        Scheme = scheme;
        Host = host;
        Port = port;
    }

    /// <summary>How the server is spoken to.</summary>
    public SyslogScheme Scheme { get; }

    /// <summary>A name or an IP address, without brackets.</summary>
    public string Host { get; }

    /// <summary>The port.</summary>
    public int Port { get; }

    internal bool IsTls => Scheme is SyslogScheme.Tls or SyslogScheme.Relps;

    /// <summary>Reads an address such as <c>tcp://siem.corp:514</c>; without a port, the scheme's default.</summary>
    /// <param name="text">The address.</param>
    /// <returns>The server.</returns>
    /// <exception cref="FormatException">The text is no such address; the message says what to write.</exception>
    public static SyslogServer Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryRead(text, out SyslogServer? server) is { } fault ? throw new FormatException(fault) : server!;
    }

    /// <summary>Reads an address as <see cref="Parse"/> does.</summary>
    /// <param name="text">The address.</param>
    /// <param name="server">The server.</param>
    /// <returns>Whether the text is an address.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SyslogServer? server)
    {
        server = null;
        return text is not null && TryRead(text, out server) is null;
    }

    /// <summary>The address as <see cref="Parse"/> reads it.</summary>
    /// <returns>For example <c>tcp://siem.corp:514</c>.</returns>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, $"{NameOf(Scheme)}://[{Host}]:{Port}")
        : string.Create(CultureInfo.InvariantCulture, $"{NameOf(Scheme)}://{Host}:{Port}");

    internal static string NameOf(SyslogScheme scheme) => scheme switch
    {
        SyslogScheme.Udp => "udp",
        SyslogScheme.Tcp => "tcp",
        SyslogScheme.Tls => "tls",
        SyslogScheme.Relp => "relp",
        SyslogScheme.Relps => "relps",
        _ => throw new ArgumentOutOfRangeException(nameof(scheme)),
    };

    private static string? TryRead(string text, out SyslogServer? server)
    {
        server = null;
        int mark = text.IndexOf("://", StringComparison.Ordinal);
        if (mark < 0)
        {
            return $"'{text}' has no scheme. Write for example tcp://siem.corp:514.";
        }

        if (SchemeOf(text[..mark]) is not { } scheme)
        {
            return $"'{text}' has an unknown scheme. Known: {string.Join(", ", Enum.GetValues<SyslogScheme>().Select(NameOf))}.";
        }

        ReadOnlySpan<char> rest = text.AsSpan(mark + 3).TrimEnd('/');
        int colon = rest.LastIndexOf(':');
        if (colon >= 0 && rest[colon..].Contains(']'))
        {
            colon = -1;
        }

        int port = DefaultPort(scheme);
        if (colon >= 0
            && (!int.TryParse(rest[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > ushort.MaxValue))
        {
            return $"'{text}' has no valid port. Write a number from 1 to 65535 behind the host.";
        }

        ReadOnlySpan<char> host = colon >= 0 ? rest[..colon] : rest;
        bool bracketed = host is ['[', .., ']'];
        string name = new(bracketed ? host[1..^1] : host);
        UriHostNameType kind = Uri.CheckHostName(name);
        if (kind == UriHostNameType.Unknown || bracketed != (kind == UriHostNameType.IPv6))
        {
            return $"'{text}' has no valid host. Write a name, an IPv4 address, or an IPv6 address in brackets.";
        }

        server = new SyslogServer(scheme, name, port);
        return null;
    }

    private static SyslogScheme? SchemeOf(string name) =>
        Enum.GetValues<SyslogScheme>().Cast<SyslogScheme?>().FirstOrDefault(scheme => NameOf(scheme!.Value).Equals(name, StringComparison.OrdinalIgnoreCase));

    private static int DefaultPort(SyslogScheme scheme) => scheme switch
    {
        SyslogScheme.Tls => 6514,
        SyslogScheme.Relp or SyslogScheme.Relps => 2514,
        _ => 514,
    };
}
