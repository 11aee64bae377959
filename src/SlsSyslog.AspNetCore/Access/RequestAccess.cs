using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace SlsSyslog.AspNetCore;

/// <summary>Decides whether a request may read the status, by the address on which it arrived and by its header <c>Host</c>.</summary>
internal sealed class RequestAccess(IOptions<StatusPageOptions> options)
{
    private static readonly Refusal RemoteRefusal = new(
        StatusCodes.Status403Forbidden,
        "The status is served on loopback addresses only. To serve it on other addresses, set AllowRemoteConnections of the status page.");

    private static readonly Refusal HostRefusal = new(
        StatusCodes.Status400BadRequest,
        "The host name of the request is not allowed. Open the page by its address, or add the name to AllowedHosts of the status page.");

    /// <summary>Returns why a request is refused, or <see langword="null"/> if it is allowed.</summary>
    public Refusal? FindRefusal(HttpContext context)
    {
        // Without an address, it is a connection inside of the process or of a Unix domain socket.
        IPAddress? local = Plain(context.Connection.LocalIpAddress);
        bool isLocal = local is null || IPAddress.IsLoopback(local);
        return !isLocal && !options.Value.AllowRemoteConnections ? RemoteRefusal
            : IsAllowed(context.Request.Host.Host) ? null
            : HostRefusal;
    }

    // A web site can let its name point to this address, but it cannot change what the browser then sends as the host. An address as the host
    // has no name behind it; behind a port mapping it is not the address of this process.
    private bool IsAllowed(string host)
    {
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        string bare = host is ['[', .. string inner, ']'] ? inner : host;
        return (IPAddress.TryParse(bare, out IPAddress? address) && (options.Value.AllowRemoteConnections || IPAddress.IsLoopback(Plain(address)!)))
            || options.Value.AllowedHosts.Any(pattern => Matches(bare, pattern));
    }

    private static bool Matches(string host, string pattern) => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? host.Length > pattern.Length - 1 && host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(pattern, StringComparison.OrdinalIgnoreCase);

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
