using System.Security.Cryptography;
using System.Text;

namespace SlsSyslog.Testing.Tests;

public class SignatureV4Tests
{
    private static readonly (string, string)[] Parameters = [(" abc", "efg"), (" agc ", ""), ("", "efg"), ("A-bc", "eFg")];

    [Theory]
    [MemberData(nameof(SignatureVectors.Published), MemberType = typeof(SignatureVectors))]
    public void Compute_PublishedVector_ReturnsItsSignature(int number, string signatureV1, string signature)
    {
        SlsRequest request = SignatureVectors.Request(number, 4);

        Assert.NotEqual(signatureV1, signature);
        Assert.Equal(
            signature, SignatureV4.Compute(request, request.RawPath, SignatureVectors.Secret, SignatureVectors.Day, SignatureVectors.Region));
    }

    [Theory]
    [InlineData("POST", "cn-hangzhou", true, true, "a98f5632e93836e63839cd836a54055f480020a9364ca944e2d34f2eb9bf1bed")]
    [InlineData("POST", "cn-shanghai", false, true, "8a10a5e723cb2e75964816de660b2c16a58af8bc0261f7f0722d832468c76ce8")]
    [InlineData("POST", "cn-hangzhou", true, false, "5a66d8f8051983e0e9d08e0f960ef9252ef971eead5bb5c7acec8617a2eb2701")]
    [InlineData("GET", "cn-hangzhou", true, false, "d92741852500791d662a8d469ff61627c0559ecd86c3f59b7bf6772b6c62666a")]
    public void Compute_SharedSdkVectors_ReturnsTheirSignatures(string method, string region, bool isFull, bool hasBody, string signature)
    {
        SlsRequest request = Request(method, "/logstores", isFull ? Parameters : [], isFull, hasBody);

        Assert.Equal(signature, SignatureV4.Compute(request, request.RawPath, "zxasdasdasw2", "20220808", region));
    }

    [Fact]
    public void Compute_KeysAndPathWithSpecialCharacters_DoesNotEncodeThem()
    {
        (string, string)[] query = [.. Parameters, ("abs-ij*asd/vc", "a~js+d ada"), ("a abAas123/vc", "a~jdad a2ADFs+d ada")];
        SlsRequest request = Request("POST", "/logstores/hello/a+*~bb/cc", query, true, true);

        Assert.Contains(
            "\n=efg& abc=efg& agc &A-bc=eFg&a abAas123/vc=a~jdad%20a2ADFs%2Bd%20ada&abs-ij*asd/vc=a~js%2Bd%20ada\n",
            SignatureV4.CanonicalRequest(request, request.RawPath), StringComparison.Ordinal);
        Assert.Equal(
            "2c204068e961a8813a6bcf7ac422f7fa6e9bf9a5da493e0165dfe100854d18ff",
            SignatureV4.Compute(request, request.RawPath, "zxasdasdasw2", "20220808", "cn-hangzhou"));
    }

    private static SlsRequest Request(string method, string path, (string Key, string Value)[] query, bool hasHeaders, bool hasBody)
    {
        byte[] body = hasBody ? Encoding.ASCII.GetBytes("adasd= -asd zcas") : [];
        (string Name, string Value)[] extra = hasHeaders
            ? [("hello", "world"), ("hello-Text", "a12X- "), (" Ko ", ""), ("x-log-test", "het123"), ("x-acs-ppp", "dds")]
            : [];
        return new SlsRequest
        {
            Method = method,
            RawPath = path,
            Query = new QueryString(query.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))),
            Headers =
            [
                new("x-log-date", "20220808T032330Z"),
                new("x-log-content-sha256", Convert.ToHexStringLower(SHA256.HashData(body))),
                .. extra.Select(header => KeyValuePair.Create(header.Name, header.Value)),
            ],
            Body = body,
        };
    }
}
