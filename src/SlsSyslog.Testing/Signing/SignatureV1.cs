using System.Security.Cryptography;
using System.Text;

namespace SlsSyslog.Testing;

/// <summary>Signature version 1: HMAC-SHA1 over method, body digest, type, date, headers and resource.</summary>
internal static class SignatureV1
{
    public static string Compute(SlsRequest request, string secret) => Convert.ToBase64String(
        HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(StringToSign(request))));

    // METHOD LF Content-MD5 LF Content-Type LF Date LF CanonicalHeaders LF CanonicalResource
    public static string StringToSign(SlsRequest request)
    {
        SortedDictionary<string, string> headers = CanonicalHeaders.Of(request);

        // x-log-date belongs on the date line, not among the headers.
        string? date = headers.Remove("x-log-date", out string? logDate) ? logDate : request.Header("Date");
        StringBuilder text = new();
        text.Append(request.Method).Append('\n');
        text.Append(request.Header("Content-MD5")).Append('\n');
        text.Append(request.Header("Content-Type")).Append('\n');
        text.Append(date).Append('\n');
        foreach ((string? name, string? value) in headers)
        {
            text.Append(name).Append(':').Append(value).Append('\n');
        }

        text.Append(request.Path);
        char separator = '?';
        foreach ((string? key, string? value) in request.Query.Pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(separator).Append(key).Append('=').Append(value);
            separator = '&';
        }

        return text.ToString();
    }
}
