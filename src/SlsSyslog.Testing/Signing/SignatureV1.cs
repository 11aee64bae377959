using System.Security.Cryptography;

namespace SlsSyslog.Testing;

/// <summary>Computes signature version 1: an HMAC over method, body digest, type, date, headers and resource.</summary>
internal static class SignatureV1
{
    /// <summary>Gets the hash algorithm of a value of <c>x-log-signaturemethod</c>.</summary>
    public static bool TryParse(string method, out HashAlgorithmName algorithm)
    {
        algorithm = method.ToUpperInvariant() switch
        {
            "HMAC-SHA1" => HashAlgorithmName.SHA1,
            "HMAC-SHA256" => HashAlgorithmName.SHA256,
            _ => default,
        };
        return algorithm != default;
    }

    public static string Compute(SlsRequest request, string path, string secret, HashAlgorithmName algorithm)
    {
        byte[] key = Encoding.UTF8.GetBytes(secret);
        byte[] text = Encoding.UTF8.GetBytes(StringToSign(request, path));
        return Convert.ToBase64String(algorithm == HashAlgorithmName.SHA256 ? HMACSHA256.HashData(key, text) : HMACSHA1.HashData(key, text));
    }

    // METHOD LF Content-MD5 LF Content-Type LF Date LF CanonicalHeaders LF CanonicalResource
    public static string StringToSign(SlsRequest request, string path)
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

        text.Append(path);
        char separator = '?';
        foreach ((string? key, string? value) in request.Query.Pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(separator).Append(key).Append('=').Append(value);
            separator = '&';
        }

        return text.ToString();
    }
}
