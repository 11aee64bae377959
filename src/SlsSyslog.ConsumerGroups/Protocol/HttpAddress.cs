using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Represents an address of the form <c>[scheme://][user:password@]host[:port]</c>. Parsed strictly: <see cref="Uri"/> takes
/// <c>https://http:/host</c> for the host <c>http</c>, and drops what it does not need.
/// </summary>
internal sealed record HttpAddress(string Scheme, string Host, int? Port, string UserInfo)
{
    private const int MaxHostLength = 253;
    private const int MaxLabelLength = 63;
    private static readonly SearchValues<char> HostCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    public bool IsIPv6 => Host.StartsWith('[');

    public bool IsIPAddress => IsIPv6 || IPAddress.TryParse(Host, out _);

    /// <summary>Gets the host and the port, which is omitted when it is the default port of the scheme.</summary>
    public string Authority =>
        Port is null || Port == (Scheme == "https" ? 443 : 80) ? Host : string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    /// <summary>Parses an address.</summary>
    /// <returns>A sentence that describes the error and what was understood, without a user name, password or query; null on success.</returns>
    public static string? Parse(string text, string defaultScheme, out HttpAddress? address)
    {
        address = null;
        int start = text.IndexOf("://", StringComparison.Ordinal);
        string scheme = start < 0 ? defaultScheme : text[..start].ToLowerInvariant();
        string rest = start < 0 ? text : text[(start + 3)..];
        if (scheme is not ("http" or "https"))
        {
            return scheme.Length > 0 && scheme.All(char.IsAsciiLetterOrDigit)
                ? $"The scheme '{scheme}' is not supported."
                : "The scheme is not valid.";
        }

        string userInfo = "";
        if (rest.LastIndexOf('@') is >= 0 and int at)
        {
            userInfo = rest[..at];
            rest = rest[(at + 1)..];
        }

        if (rest.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
        {
            string second = rest[..rest.IndexOf(':', StringComparison.Ordinal)];
            return start < 0
                ? $"The address has '{second}:' without '//' before the host."
                : $"The address has a second scheme '{second}:' after '{scheme}://'.";
        }

        int end = rest.AsSpan().IndexOfAny("/\\?#");
        string tail = end < 0 ? "" : rest[end..];
        string? problem = SplitPort(end < 0 ? rest : rest[..end], out string host, out int? port) ?? CheckHost(host);
        if (problem is null && tail is not ("" or "/"))
        {
            string kind = tail[0] == '?' ? "a query" : tail[0] == '#' ? "a fragment" : "a path";
            problem = $"The address has {kind} after the host '{host}'.";
        }

        address = problem is null ? new HttpAddress(scheme, host, port, userInfo) : null;
        return problem;
    }

    private static string? SplitPort(string authority, out string host, out int? port)
    {
        (host, port) = (authority, null);
        if (!authority.StartsWith('[') && IPAddress.TryParse(authority, out IPAddress? ip) && ip.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return $"The IPv6 address '{ip}' is not in brackets.";
        }

        int hostEnd = authority.StartsWith('[')
            ? authority.IndexOf(']', StringComparison.Ordinal) + 1
            : authority.IndexOf(':', StringComparison.Ordinal);
        if (hostEnd == 0)
        {
            return authority.StartsWith('[') ? "The bracket of an IPv6 address is not closed." : "The host is missing.";
        }

        if (hostEnd < 0 || hostEnd == authority.Length)
        {
            return null;
        }

        host = authority[..hostEnd];
        string text = authority[(hostEnd + 1)..];
        bool isPort = authority[hostEnd] == ':' && text.Length is > 0 and <= 5 && text.All(char.IsAsciiDigit);
        port = isPort ? int.Parse(text, CultureInfo.InvariantCulture) : null;

        // The text can be a part of a password.
        return port is >= 1 and <= 65535 ? null : $"The text after the host '{PlainText.Clean(host)}' is not a port from 1 to 65535.";
    }

    private static string? CheckHost(string host)
    {
        if (host.Length == 0)
        {
            return "The host is missing.";
        }

        string shown = PlainText.Clean(host);
        if (host.StartsWith('['))
        {
            return IPAddress.TryParse(host, out _) && !host.Contains('%', StringComparison.Ordinal)
                ? null
                : $"'{shown}' is not a valid IPv6 address.";
        }

        int invalid = host.AsSpan().IndexOfAnyExcept(HostCharacters);
        if (invalid >= 0)
        {
            int code = Rune.TryGetRuneAt(host, invalid, out Rune rune) ? rune.Value : host[invalid];
            return string.Create(
                CultureInfo.InvariantCulture,
                $"The host '{shown}' contains the character U+{code:X4}, which a host name cannot contain.");
        }

        string[] labels = host.Split('.');
        if (host.Length > MaxHostLength
            || labels.Any(label => label.Length is 0 or > MaxLabelLength || label.StartsWith('-') || label.EndsWith('-')))
        {
            return $"'{shown}' is not a valid host name.";
        }

        // 127.1 and 0x7f000001 are also addresses for the operating system, but not what anyone means.
        bool isNumber = char.IsAsciiDigit(labels[^1][0]) && labels[^1].All(c => char.IsAsciiHexDigit(c) || c is 'x' or 'X');
        return isNumber && !(IPAddress.TryParse(host, out IPAddress? ip) && ip.ToString() == host) ? $"'{shown}' is not a valid IPv4 address." : null;
    }
}
