using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace SlsSyslog.Testing;

/// <summary>Authenticates a request: version, date, key, token and signature, in this order.</summary>
internal sealed partial class Authenticator(AccountStore account, Func<DateTimeOffset> now)
{
    private static readonly TimeSpan MaxSkew = TimeSpan.FromMinutes(15);

    /// <exception cref="EmulatorException">The request is not authentic.</exception>
    public void Verify(SlsRequest request)
    {
        CheckVersion(request);
        string authorization = request.Header("Authorization") ?? throw Unauthorized("the Authorization header is missing");
        if (VersionOne().Match(authorization) is { Success: true } one)
        {
            VerifyOne(request, one.Groups[1].Value, one.Groups[2].Value);
        }
        else if (VersionFour().Match(authorization) is { Success: true } four)
        {
            VerifyFour(request, four);
        }
        else
        {
            throw Unauthorized("the Authorization header has no known form");
        }
    }

    private static void CheckVersion(SlsRequest request)
    {
        string version = request.Header("x-log-apiversion")
            ?? throw new EmulatorException(400, "MissingAPIVersion", "x-log-apiversion does not exist in header");
        EmulatorException.ThrowIf(version is not ("0.6.0" or "0.4.0"), 400, "InvalidAPIVersion", $"x-log-apiversion {version} is not supported");
    }

    // Authorization: LOG {AccessKeyId}:{Signature}, with HMAC-SHA1 or HMAC-SHA256
    private void VerifyOne(SlsRequest request, string id, string signature)
    {
        string method = request.Header("x-log-signaturemethod")
            ?? throw new EmulatorException(400, "MissingSignatureMethod", "x-log-signaturemethod does not exist in header");
        if (!SignatureV1.TryParse(method, out HashAlgorithmName algorithm))
        {
            throw new EmulatorException(400, "InvalidSignatureMethod", $"signature method {method} is not supported");
        }

        string date = request.Header("x-log-date") ?? request.Header("Date")
            ?? throw new EmulatorException(400, "MissingDate", "Date does not exist in header");
        CheckAge(date, "r");
        CheckDigest(request);
        AccessKey key = FindKey(request, id);

        // SDKs differ in whether they sign the path as sent or decoded.
        if (signature != SignatureV1.Compute(request, request.RawPath, key.Secret, algorithm))
        {
            Compare(signature, SignatureV1.Compute(request, request.Path, key.Secret, algorithm));
        }
    }

    // Authorization: SLS4-HMAC-SHA256 Credential={AccessKeyId}/{day}/{region}/sls/aliyun_v4_request,Signature={hex}
    private void VerifyFour(SlsRequest request, Match parts)
    {
        string date = request.Header("x-log-date") ?? throw new EmulatorException(400, "MissingDate", "x-log-date does not exist in header");
        CheckAge(date, "yyyyMMdd'T'HHmmss'Z'");
        AccessKey key = FindKey(request, parts.Groups["id"].Value);
        string day = parts.Groups["day"].Value;
        if (!date.StartsWith(day, StringComparison.Ordinal))
        {
            throw new EmulatorException(401, "SignatureNotMatch", $"the credential is for the day {day}, but the request has the date {date}");
        }

        string signature = parts.Groups["signature"].Value;
        string expected = SignatureV4.Compute(request, request.RawPath, key.Secret, day, parts.Groups["region"].Value);
        if (signature != expected)
        {
            Compare(signature, SignatureV4.Compute(request, request.Path, key.Secret, day, parts.Groups["region"].Value));
        }
    }

    private void CheckAge(string date, string format)
    {
        // RFC 1123 dates come with one or two digits for the day
        bool isRead = format == "r"
            ? DateTimeOffset.TryParseExact(date, ["ddd, dd MMM yyyy HH:mm:ss 'GMT'", "ddd, d MMM yyyy HH:mm:ss 'GMT'"],
                CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)
            : DateTimeOffset.TryParseExact(date, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at);
        EmulatorException.ThrowIf(!isRead, 400, "InvalidDateFormat", $"date {date} must follow {(format == "r" ? "RFC1123" : "yyyyMMddTHHmmssZ")}");
        EmulatorException.ThrowIf(
            (now() - at).Duration() > MaxSkew, 400, "RequestTimeExpired", $"{date} is 15 minutes or more away from the server's time");
    }

    private static void CheckDigest(SlsRequest request)
    {
        if (request.Header("Content-MD5") is { Length: > 0 } digest && digest != Convert.ToHexString(MD5.HashData(request.Body.Span)))
        {
            throw new EmulatorException(400, "PostBodyInvalid", "Content-MD5 is not the MD5 hash of the body in uppercase hexadecimal");
        }
    }

    private AccessKey FindKey(SlsRequest request, string id)
    {
        AccessKey key = account.FindKey(id) ?? throw Unauthorized($"AccessKeyId not found: {id}");
        string? token = request.Header("x-acs-security-token");
        if (key.SecurityToken is null)
        {
            return key;
        }

        if (token != key.SecurityToken)
        {
            throw Unauthorized("The security token you provided is invalid");
        }

        return now() < key.ExpiresAt ? key : throw Unauthorized("The security token you provided has expired");
    }

    private static void Compare(string given, string expected)
    {
        EmulatorException.ThrowIf(given != expected, 401, "SignatureNotMatch", $"signature {given} not match");
    }

    private static EmulatorException Unauthorized(string message) => new(401, "Unauthorized", message);

    [GeneratedRegex("^LOG ([^:]+):(.+)$")]
    private static partial Regex VersionOne();

    [GeneratedRegex(
        "^SLS4-HMAC-SHA256 Credential=(?<id>[^/]+)/(?<day>[0-9]{8})/(?<region>[^/]+)/sls/aliyun_v4_request, ?Signature=(?<signature>[0-9a-f]{64})$")]
    private static partial Regex VersionFour();
}
