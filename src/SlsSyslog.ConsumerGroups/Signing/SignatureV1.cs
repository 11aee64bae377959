using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Signs with version 1: <c>LOG {id}:{base64(HMAC-SHA1(secret, string to sign))}</c> (SLS protocol 2.1).</summary>
internal sealed class SignatureV1 : IRequestSigner
{
    private static readonly string[] HeadersOfLines = ["content-md5", "content-type", "date"];

    public void Sign(SlsRequest request, SortedList<string, string> headers, SlsCredential credential, DateTimeOffset time)
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

        string text = StringToSign(request, headers);
        byte[] utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        Span<byte> signature = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(Encoding.UTF8.GetBytes(credential.AccessKeySecret), utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, utf8)), signature);
        ArrayPool<byte>.Shared.Return(utf8);
        headers["authorization"] = $"LOG {credential.AccessKeyId}:{Convert.ToBase64String(signature)}";
    }

    /// <summary>METHOD LF content-md5 LF content-type LF date LF (signed header LF)* path [?query]</summary>
    internal static string StringToSign(SlsRequest request, SortedList<string, string> headers)
    {
        DefaultInterpolatedStringHandler text = new(0, 0);
        text.AppendLiteral(request.Method.Method);
        text.AppendLiteral("\n");
        foreach (string name in HeadersOfLines)
        {
            text.AppendFormatted(headers.GetValueOrDefault(name));
            text.AppendLiteral("\n");
        }

        foreach ((string name, string value) in headers)
        {
            if (name.StartsWith("x-log-", StringComparison.Ordinal) || name.StartsWith("x-acs-", StringComparison.Ordinal))
            {
                text.AppendLiteral(name);
                text.AppendLiteral(":");
                text.AppendLiteral(value);
                text.AppendLiteral("\n");
            }
        }

        text.AppendLiteral(request.Path);
        string separator = "?";
        foreach ((string key, string value) in request.SortedQuery)
        {
            text.AppendLiteral(separator);
            text.AppendLiteral(key);
            text.AppendLiteral("=");
            text.AppendLiteral(value);
            separator = "&";
        }

        return text.ToStringAndClear();
    }
}
