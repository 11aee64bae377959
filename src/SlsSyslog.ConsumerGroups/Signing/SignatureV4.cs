using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Signs with version 4: <c>SLS4-HMAC-SHA256 Credential={id}/{scope},Signature={hex}</c> (SLS protocol 2.2).</summary>
internal sealed class SignatureV4(string region) : IRequestSigner
{
    public void Sign(SlsRequest request, SortedList<string, string> headers, SlsCredential credential, DateTimeOffset time)
    {
        string stamp = time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        string day = stamp[..8];
        string scope = $"{day}/{region}/sls/aliyun_v4_request";
        string bodyHash = Hash(request.Body);
        headers["x-log-date"] = stamp;
        headers["x-log-content-sha256"] = bodyHash;
        if (credential.SecurityToken is { } token)
        {
            headers["x-acs-security-token"] = token;
        }

        string canonical = CanonicalRequest(request, headers, bodyHash);
        string toSign = $"SLS4-HMAC-SHA256\n{stamp}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";
        byte[] signature = Mac(SigningKey(credential.AccessKeySecret, day), toSign);
        headers["authorization"] =
            $"SLS4-HMAC-SHA256 Credential={credential.AccessKeyId}/{scope},Signature={Convert.ToHexStringLower(signature)}";
    }

    /// <summary>METHOD LF path LF query LF (header LF)* LF header names LF body hash</summary>
    internal static string CanonicalRequest(SlsRequest request, SortedList<string, string> headers, string bodyHash)
    {
        DefaultInterpolatedStringHandler text = new(0, 0);
        text.AppendLiteral(request.Method.Method);
        text.AppendLiteral("\n");
        text.AppendLiteral(request.Path);
        text.AppendLiteral("\n");
        string separator = "";
        foreach ((string key, string value) in request.SortedQuery)
        {
            // Keys are not escaped, values are. A key without a value has no equals sign.
            text.AppendLiteral(separator);
            text.AppendLiteral(key);
            if (value.Length > 0)
            {
                text.AppendLiteral("=");
                text.AppendLiteral(Uri.EscapeDataString(value));
            }

            separator = "&";
        }

        text.AppendLiteral("\n");
        foreach ((string name, string value) in headers)
        {
            if (IsSigned(name))
            {
                text.AppendLiteral(name);
                text.AppendLiteral(":");
                text.AppendFormatted(value.AsSpan().Trim());
                text.AppendLiteral("\n");
            }
        }

        separator = "\n";
        foreach (string name in headers.Keys)
        {
            if (IsSigned(name))
            {
                text.AppendLiteral(separator);
                text.AppendLiteral(name);
                separator = ";";
            }
        }

        text.AppendLiteral(separator == "\n" ? "\n\n" : "\n");
        text.AppendLiteral(bodyHash);
        return text.ToStringAndClear();
    }

    internal byte[] SigningKey(string secret, string day) =>
        Mac(Mac(Mac(Mac(Encoding.UTF8.GetBytes("aliyun_v4" + secret), day), region), "sls"), "aliyun_v4_request");

    private static bool IsSigned(string name) =>
        name is "host" or "content-type"
        || name.StartsWith("x-log-", StringComparison.Ordinal)
        || name.StartsWith("x-acs-", StringComparison.Ordinal);

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
