using System.Globalization;
using System.Net;

namespace SlsSyslog.ConsumerGroups;

// Where requests go. The project is the first label of the host; SLS knows it from nowhere else (SLS protocol 1.1).
internal sealed class SlsEndpoint
{
    private SlsEndpoint(string address, string host, bool isLocal) => (Address, Host, IsLocal) = (address, host, isLocal);

    // Scheme and authority to connect to, without a slash at the end.
    public string Address { get; }

    // The Host header, port included when it is not the scheme's own.
    public string Host { get; }

    // An IP address or localhost: connected to as it stands, and never through a proxy.
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

        // Copied from the console, an address often has the project in it already.
        bool hasProject = uri.Host.StartsWith(project + ".", StringComparison.Ordinal);
        string host = (hasProject ? uri.Host : $"{project}.{uri.Host}") + port;
        endpoint = new SlsEndpoint($"{uri.Scheme}://{(isLocal ? uri.Host + port : host)}", host, isLocal);
        return true;
    }
}
