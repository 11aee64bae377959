using System.Security.Cryptography;

namespace SlsSyslog.Testing.Tests;

public class SignatureV1Tests
{
    [Theory]
    [MemberData(nameof(SignatureVectors.Published), MemberType = typeof(SignatureVectors))]
    public void Compute_PublishedVector_ReturnsItsSignature(int number, string signature, string signatureV4)
    {
        Assert.NotEqual(signature, signatureV4);
        Assert.Equal(signature, Compute(SignatureVectors.Request(number, 1), SignatureVectors.Secret));
    }

    [Fact]
    public void StringToSign_EmptyQueryValue_KeepsItsEqualsSign()
    {
        SlsRequest request = Request("/logstores", [("logstoreName", ""), ("offset", "0"), ("size", "1000")], [], "Mon, 09 Nov 2015 06:11:16 GMT");

        Assert.Equal(
            "GET\n\n\nMon, 09 Nov 2015 06:11:16 GMT\nx-log-apiversion:0.6.0\nx-log-signaturemethod:hmac-sha1\n/logstores?logstoreName=&offset=0&size=1000",
            SignatureV1.StringToSign(request, request.Path));
        Assert.Equal("d41/3pc9JjMKSFwnlFwKavLYVnk=", Compute(request, "mockAccessKeySecret"));
    }

    [Fact]
    public void Compute_SharedSdkVectors_ReturnsTheirSignatures()
    {
        SlsRequest list = Request("/logstores", [], [("x-log-bodyrawsize", "0")], "Mon, 3 Jan 2010 08:33:47 GMT");
        SlsRequest logstore = Request(
            "/logstores/app_log", [], [("x-log-bodyrawsize", "50"), ("Content-Type", "application/x-protobuf"), ("Content-MD5", "8D6881250FF5559F59BBDF04100F6E59")],
            "Mon, 3 Jan 2010 08:33:47 GMT");

        Assert.Equal("Rwm6cTKzoti4HWoe+GKcb6Kv07E=", Compute(list, "mockAccessKeySecret"));
        Assert.Equal("87xQWqFaOSewqRIma8kPjGYlXHc=", Compute(logstore, "mockAccessKeySecret"));
    }

    [Fact]
    public void StringToSign_LogDateAndDate_UsesTheLogDateOnTheDateLine()
    {
        SlsRequest plain = Request("/logstores", [], [], "Thu, 15 Jan 2026 08:09:10 GMT");
        SlsRequest replaced = Request("/logstores", [], [("x-log-date", "Thu, 15 Jan 2026 08:09:10 GMT")], "Thu, 15 Jan 2026 07:00:00 GMT");

        Assert.Equal(SignatureV1.StringToSign(plain, plain.Path), SignatureV1.StringToSign(replaced, replaced.Path));
    }

    // Computed with openssl dgst -sha256 -hmac secret.
    [Fact]
    public void Compute_HmacSha256_ReturnsTheSignatureOfOpenSsl()
    {
        SlsRequest request = Request(
            "/logstores/logs/shards", [], [("x-log-bodyrawsize", "0")], "Thu, 15 Jan 2026 08:09:10 GMT", "hmac-sha256");

        Assert.Equal("v/THixWeqQcDZyju116gmZ8JzPsgJIiXYmymipS/vis=", SignatureV1.Compute(request, request.Path, "secret", HashAlgorithmName.SHA256));
    }

    [Theory]
    [InlineData("hmac-sha1", true)]
    [InlineData("HMAC-SHA256", true)]
    [InlineData("hmac-sha512", false)]
    [InlineData("", false)]
    public void TryParse_Method_AcceptsBothHashes(string method, bool isAccepted) =>
        Assert.Equal(isAccepted, SignatureV1.TryParse(method, out _));

    private static string Compute(SlsRequest request, string secret) =>
        SignatureV1.Compute(request, request.Path, secret, HashAlgorithmName.SHA1);

    private static SlsRequest Request(
        string path, (string Key, string Value)[] query, (string Name, string Value)[] headers, string date, string method = "hmac-sha1") => new()
        {
            Method = "GET",
            RawPath = path,
            Query = new QueryString(query.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))),
            Headers =
        [
            new("x-log-apiversion", "0.6.0"), new("x-log-signaturemethod", method), new("Date", date),
            .. headers.Select(header => KeyValuePair.Create(header.Name, header.Value)),
        ],
        };
}
