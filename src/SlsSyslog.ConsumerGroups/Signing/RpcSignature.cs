using System.Security.Cryptography;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Signs requests in the RPC style of Alibaba Cloud, signature version 1.0: HMAC-SHA1 over the method and the sorted, encoded parameters.
/// </summary>
internal static class RpcSignature
{
    public static string Sign(string method, IEnumerable<KeyValuePair<string, string>> parameters, string secret)
    {
        string query = string.Join(
            '&',
            parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        string text = $"{method}&%2F&{Uri.EscapeDataString(query)}";
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret + "&"), Encoding.UTF8.GetBytes(text)));
    }
}
