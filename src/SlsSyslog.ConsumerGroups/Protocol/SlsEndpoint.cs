using System.Globalization;
using System.Net;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents the address of the service. SLS identifies the project by the first label of the host name (SLS protocol 1.1).</summary>
internal sealed class SlsEndpoint
{
    private SlsEndpoint(string address, string host, bool isLocal) => (Address, Host, IsLocal) = (address, host, isLocal);

    /// <summary>Gets the scheme and authority to connect to, without a trailing slash.</summary>
    public string Address { get; }

    /// <summary>Gets the Host header, with the port unless it is the default port of the scheme.</summary>
    public string Host { get; }

    /// <summary>Gets whether the address is an IP address or localhost, which is connected to directly and without a proxy.</summary>
    public bool IsLocal { get; }

    public static bool TryParse(string text, string project, out SlsEndpoint? endpoint)
    {
        endpoint = null;
        string address = text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;
        if (!Uri.TryCreate(address.Trim(), UriKind.Absolute, out Uri? uri)
            || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
            || uri.Host.Length == 0
            || uri.UserInfo.Length > 0)
        {
            return false;
        }

        string port = uri.IsDefaultPort ? "" : ":" + uri.Port.ToString(CultureInfo.InvariantCulture);
        bool isLocal = uri.Host == "localhost" || IPAddress.TryParse(uri.Host, out _);

        // An address that was copied from the console often includes the project.
        bool hasProject = uri.Host.StartsWith(project + ".", StringComparison.Ordinal);
        string host = (hasProject ? uri.Host : $"{project}.{uri.Host}") + port;
        endpoint = new SlsEndpoint($"{uri.Scheme}://{(isLocal ? uri.Host + port : host)}", host, isLocal);
        return true;
    }
}
