using System.Security.Cryptography;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Signs with version 1: <c>LOG {id}:{base64(HMAC-SHA1(secret, string to sign))}</c> (SLS protocol 2.1).</summary>
internal sealed class SignatureV1 : IRequestSigner
{
    public void Sign(SlsRequest request, SortedDictionary<string, string> headers, SlsCredential credential, DateTimeOffset time)
    {
        headers["date"] = time.ToString("r");
        headers["x-log-signaturemethod"] = "hmac-sha1";
        if (credential.SecurityToken is { } token)
        {
            headers["x-acs-security-token"] = token;
        }

        if (request.Body.Length > 0)
        {
            headers["content-md5"] = Convert.ToHexString(MD5.HashData(request.Body));
        }

        byte[] signature = HMACSHA1.HashData(
            Encoding.UTF8.GetBytes(credential.AccessKeySecret), Encoding.UTF8.GetBytes(StringToSign(request, headers)));
        headers["authorization"] = $"LOG {credential.AccessKeyId}:{Convert.ToBase64String(signature)}";
    }

    /// <summary>METHOD LF content-md5 LF content-type LF date LF (signed header LF)* path [?query]</summary>
    internal static string StringToSign(SlsRequest request, SortedDictionary<string, string> headers)
    {
        StringBuilder text = new();
        text.Append(request.Method.Method).Append('\n')
            .Append(headers.GetValueOrDefault("content-md5")).Append('\n')
            .Append(headers.GetValueOrDefault("content-type")).Append('\n')
            .Append(headers.GetValueOrDefault("date")).Append('\n');

        foreach ((string name, string value) in headers)
        {
            if (name.StartsWith("x-log-", StringComparison.Ordinal) || name.StartsWith("x-acs-", StringComparison.Ordinal))
            {
                text.Append(name).Append(':').Append(value).Append('\n');
            }
        }

        text.Append(request.Path);
        char separator = '?';
        foreach ((string key, string value) in request.Query.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            text.Append(separator).Append(key).Append('=').Append(value);
            separator = '&';
        }

        return text.ToString();
    }
}
