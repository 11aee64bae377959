using System.Security.Cryptography;

namespace SlsSyslog.Testing;

/// <summary>Computes signature version 4: SLS4-HMAC-SHA256 with a key for a day and a region.</summary>
internal static class SignatureV4
{
    public const string Scheme = "SLS4-HMAC-SHA256";

    /// <param name="request">The request as received.</param>
    /// <param name="path">The path, as sent or decoded. Clients differ.</param>
    /// <param name="secret">The access key secret.</param>
    /// <param name="day">The day of the scope, <c>yyyyMMdd</c>.</param>
    /// <param name="region">The region of the scope.</param>
    public static string Compute(SlsRequest request, string path, string secret, string day, string region)
    {
        string scope = $"{day}/{region}/sls/aliyun_v4_request";
        string digest = Hex(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalRequest(request, path))));
        string text = $"{Scheme}\n{request.Header("x-log-date")}\n{scope}\n{digest}";
        byte[] key = Encoding.UTF8.GetBytes("aliyun_v4" + secret);
        foreach (string part in (string[])[day, region, "sls", "aliyun_v4_request", text])
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return Hex(key);
    }

    // METHOD LF path LF query LF headers (each with its LF) LF names LF body digest
    public static string CanonicalRequest(SlsRequest request, string path)
    {
        SortedDictionary<string, string> headers = CanonicalHeaders.Of(request);
        foreach (string name in (string[])["content-type", "host"])
        {
            if (request.Header(name) is { } value)
            {
                headers[name] = value.Trim();
            }
        }

        string query = string.Join('&', request.Query.Pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Value.Length == 0 ? pair.Key : $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        string block = string.Concat(headers.Select(header => $"{header.Key}:{header.Value}\n"));
        return $"{request.Method}\n{path}\n{query}\n{block}\n{string.Join(';', headers.Keys)}\n{Hex(SHA256.HashData(request.Body.Span))}";
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
