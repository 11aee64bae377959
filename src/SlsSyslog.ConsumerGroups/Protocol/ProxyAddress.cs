using System.Net;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Parses a proxy address: <c>http://user:password@host:port</c>.</summary>
internal static class ProxyAddress
{
    public static bool TryParse(string text, out IWebProxy? proxy)
    {
        proxy = null;
        string address = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
            || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            || uri.Host.Length == 0)
        {
            return false;
        }

        string[] user = uri.UserInfo.Split(':', 2);
        proxy = new WebProxy(uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped))
        {
            Credentials = user[0].Length == 0
                ? null
                : new NetworkCredential(Uri.UnescapeDataString(user[0]), user.Length > 1 ? Uri.UnescapeDataString(user[1]) : ""),
        };
        return true;
    }
}
