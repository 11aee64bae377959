using System.Net;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Parses a proxy address: <c>http://user:password@host:port</c>.</summary>
internal static class ProxyAddress
{
    /// <summary>Parses an address.</summary>
    /// <returns>A sentence that describes the error without a user name or password; null on success.</returns>
    public static string? Parse(string text, out IWebProxy? proxy)
    {
        proxy = null;
        if (HttpAddress.Parse(text, "http", out HttpAddress? address) is { } problem)
        {
            return problem;
        }

        string[] user = address!.UserInfo.Split(':', 2);
        proxy = new WebProxy($"{address.Scheme}://{address.Authority}")
        {
            Credentials = user[0].Length == 0
                ? null
                : new NetworkCredential(Uri.UnescapeDataString(user[0]), user.Length > 1 ? Uri.UnescapeDataString(user[1]) : ""),
        };
        return null;
    }
}
