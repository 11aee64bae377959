using System.Diagnostics.CodeAnalysis;

namespace SlsSyslog.Transports;

/// <summary>Represents the address of a syslog server, such as <c>tcp://siem.corp:514</c>. An IPv6 address is written in brackets.</summary>
public sealed record SyslogServer
{
    /// <summary>Initializes a new instance of the <see cref="SyslogServer"/> class.</summary>
    /// <param name="scheme">The scheme, such as <see cref="SyslogScheme.Tls"/>. It selects the transport.</param>
    /// <param name="host">A host name or an IP address, without brackets.</param>
    /// <param name="port">The port, from 1 to 65535.</param>
    /// <exception cref="ArgumentException">The scheme or the host is not valid, or the port is out of range.</exception>
    public SyslogServer(string scheme, string host, int port)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        if (!Uri.CheckSchemeName(scheme))
        {
            throw new ArgumentException($"'{scheme}' is not a valid scheme. Specify a scheme such as tls.", nameof(scheme));
        }

        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            throw new ArgumentException($"'{host}' is not a valid host. Specify a host name or an IP address.", nameof(host));
        }

        Scheme = Normalize(scheme);
        Host = host;
        Port = port;
    }

    /// <summary>Gets the scheme in lowercase.</summary>
    public string Scheme { get; }

    /// <summary>Gets the host name or IP address, without brackets.</summary>
    public string Host { get; }

    /// <summary>Gets the port.</summary>
    public int Port { get; }

    internal bool IsTls => Scheme is SyslogScheme.Tls or SyslogScheme.Relps;

    /// <summary>Parses an address such as <c>tcp://siem.corp:514</c>. The port may be omitted if the scheme has a default port.</summary>
    /// <param name="text">The address.</param>
    /// <returns>The server.</returns>
    /// <exception cref="FormatException">The text is not a valid address. The message specifies what is allowed.</exception>
    public static SyslogServer Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out SyslogServer? server, out OptionError error) ? server : throw new FormatException(error.ToString());
    }

    /// <summary>Parses an address as <see cref="Parse"/> does.</summary>
    /// <param name="text">The address.</param>
    /// <param name="server">The server, if the text is a valid address.</param>
    /// <returns><see langword="true"/> if the text is a valid address; otherwise, <see langword="false"/>.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SyslogServer? server) => TryParse(text, out server, out _);

    /// <summary>Parses an address as <see cref="Parse"/> does and describes what is wrong with it.</summary>
    /// <param name="text">The address.</param>
    /// <param name="server">The server, if the text is a valid address.</param>
    /// <param name="error">The error with an empty path, if the text is not a valid address.</param>
    /// <returns><see langword="true"/> if the text is a valid address; otherwise, <see langword="false"/>.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SyslogServer? server, out OptionError error)
    {
        server = null;
        text = PlainText.Trim(text);

        // A password that somebody added is not repeated.
        string shown = text.Contains('@', StringComparison.Ordinal) ? "The value" : $"'{PlainText.Clean(text)}'";
        int mark = text.IndexOf("://", StringComparison.Ordinal);
        string scheme = Normalize(text[..Math.Max(mark, 0)]);
        if (!Uri.CheckSchemeName(scheme))
        {
            error = new OptionError("", $"{shown} does not have a scheme.", "Specify an address such as tls://siem.corp:6514.");
            return false;
        }

        ReadOnlySpan<char> rest = text.AsSpan(mark + 3).TrimEnd('/');
        int colon = rest.LastIndexOf(':');
        if (colon >= 0 && rest[colon..].Contains(']'))
        {
            colon = -1;
        }

        if (colon < 0 && SyslogScheme.DefaultPortOf(scheme) is null)
        {
            error = new OptionError(
                "",
                $"'{text}' does not have a port, and the scheme {scheme} does not have a default one.",
                "Specify a port from 1 to 65535 after the host.");
            return false;
        }

        int port = SyslogScheme.DefaultPortOf(scheme) ?? 0;
        bool isNumber = colon < 0 || int.TryParse(rest[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port);
        if (!isNumber || port is < 1 or > ushort.MaxValue)
        {
            error = new OptionError("", $"{shown} does not have a valid port.", "Specify a port from 1 to 65535 after the host.");
            return false;
        }

        ReadOnlySpan<char> host = colon >= 0 ? rest[..colon] : rest;
        bool isBracketed = host is ['[', .., ']'];
        string name = new(isBracketed ? host[1..^1] : host);
        UriHostNameType kind = Uri.CheckHostName(name);
        if (kind == UriHostNameType.Unknown || isBracketed != (kind == UriHostNameType.IPv6))
        {
            error = new OptionError(
                "", $"{shown} does not have a valid host.", "Specify a host name, an IPv4 address, or an IPv6 address in brackets.");
            return false;
        }

        server = new SyslogServer(scheme, name, port);
        error = default;
        return true;
    }

    /// <summary>Returns the address in the form that <see cref="Parse"/> accepts.</summary>
    /// <returns>For example <c>tcp://siem.corp:514</c>.</returns>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, $"{Scheme}://[{Host}]:{Port}")
        : string.Create(CultureInfo.InvariantCulture, $"{Scheme}://{Host}:{Port}");

    // RFC 3986 3.1: the canonical form of a scheme is lower case.
    private static string Normalize(string scheme) =>
        string.Create(scheme.Length, scheme, static (lower, text) => Ascii.ToLower(text, lower, out _));
}
