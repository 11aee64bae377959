using System.Net;

namespace SlsSyslog.Tool;

/// <summary>Describes the addresses of a name.</summary>
internal static class AddressText
{
    public static string Describe(string host, IReadOnlyCollection<IPAddress> addresses) =>
        $"{host} has the {(addresses.Count == 1 ? "address" : "addresses")} {string.Join(", ", addresses)}.";
}
