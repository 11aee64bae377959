using System.Security.Cryptography;
using System.Text;

namespace SlsSyslog.Testing.Tests;

/// <summary>Requests whose signatures official SDKs have computed.</summary>
internal static class SignatureVectors
{
    public const string Day = "20260115";
    public const string Region = "cn-hangzhou";
    public const string Secret = "testAccessKeySecret";
    public const string Token = "CAIS+test/StsToken==";
    public static readonly byte[] Protobuf = Convert.FromHexString(
        "0a320a1e08f8b2939e0512160a07546573744b6579120b54657374436f6e74656e741a00220e31302e3233302e3230312e313137");

    public static TheoryData<int, string, string> Published => new()
    {
        { 1, "qgVDAriZdAajhnGliQVLya8Bw0o=", "e9eabfe2f8386a53fe38e941655c82eaa03e26f5a473d1d120976d1580a668bc" },
        { 2, "wiPyeEQLJdCc3RJ+CisfQ80IbhE=", "14ae6c8eb02dc2a0cdcbf5dbd78b6e10e5079658fa4e173d7cdeaf2020ee21b6" },
        { 3, "Zs8xGRAtEGEaMtfis1cylGigf4o=", "f06d616b908707badd04247cf938207b4c4765a53a084b24921e409b081f95a9" },
        { 4, "uzWakWFdCCqYEy4PjZoxSBAeqns=", "30e317c875c379c2d3fd2082da94e93796f65d91e0366f6e11438c593d007f52" },
        { 5, "xU6zx0rPSgKDu/lgXZYThUGEoXk=", "fce0d6125ad9f85b4415e7d39cfaa62651981e7aea6c3e89fd4c5e8f010f2446" },
        { 6, "K6xkKsGiKwm/m6w5xZnkfeZctds=", "4a9084e15e2dd6b6f0e4d41dd2db1f0d4291123f750022a17dea2ae70be3b0d0" },
        { 7, "CZ9nW765z2jZqhBum1MopgG7WTU=", "7ba1ff01877e9dd78d48f67012360b7fb468c6a5bd782649078f5108b6bb0463" },
        { 8, "ds677BLFtiRxjgMdoiMv+uN4BH4=", "a638ad50244d77ad2bfe919b68bb9ad13eef2d30798ff0eb4b746c834cbcca90" },
    };

    /// <summary>The request of a vector with the headers of version 1 or 4.</summary>
    public static SlsRequest Request(int number, int version)
    {
        (string? method, string? path, (string Key, string Value)[]? query, byte[]? body, (string Name, string Value)[]? headers, bool hasToken) = Describe(number);
        List<KeyValuePair<string, string>> all = new()
        {
            new("Host", "ali-test-project.cn-hangzhou.log.aliyuncs.com"),
            new("x-log-apiversion", "0.6.0"),
        };
        all.AddRange(headers.Select(header => KeyValuePair.Create(header.Name, header.Value)));
        if (hasToken)
        {
            all.Add(new("x-acs-security-token", Token));
        }

        if (version == 1)
        {
            all.Add(new("x-log-signaturemethod", "hmac-sha1"));
            all.Add(new("Date", "Thu, 15 Jan 2026 08:09:10 GMT"));
            if (body.Length > 0)
            {
                all.Add(new("Content-MD5", Convert.ToHexString(MD5.HashData(body))));
            }
        }
        else
        {
            all.Add(new("x-log-date", "20260115T080910Z"));
            all.Add(new("x-log-content-sha256", Convert.ToHexStringLower(SHA256.HashData(body))));
        }

        return new SlsRequest
        {
            Method = method,
            RawPath = path,
            Query = new QueryString(query.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))),
            Headers = all,
            Body = body,
        };
    }

    private static (string Method, string Path, (string Key, string Value)[] Query, byte[] Body, (string Name, string Value)[] Headers, bool HasToken)
        Describe(int number)
    {
        (string, string) zero = ("x-log-bodyrawsize", "0");
        (string, string) json = ("Content-Type", "application/json");
        (string, string)[] pull = [("Accept-Encoding", "lz4"), ("Accept", "application/x-protobuf"), zero];
        const string Shard = "/logstores/test-logstore/shards/0";
        const string Group = "/logstores/test-logstore/consumergroups/group-1";
        const string Cursor = "MTQ0NzMyOTQwMTEwMjEzMDkwNA==";
        return number switch
        {
            1 => ("GET", "/logstores/test-logstore/shards", [], [], [("Content-Length", "0"), zero], false),
            2 => ("GET", Shard, [("type", "cursor"), ("from", "begin")], [], [json, zero], false),
            3 => ("GET", Shard, [("type", "log"), ("cursor", Cursor), ("count", "1000"), ("pullMode", "scan_on_stream"),
                ("query", "* | where a = 'x y' and b ~ 100% +/中文")], [], pull, false),
            4 => ("POST", Group, [("type", "heartbeat"), ("consumer", "consumer_1")], "[0, 1]"u8.ToArray(), [json], false),
            5 => ("POST", Group, [("type", "checkpoint"), ("consumer", "consumer_1"), ("forceSuccess", "True")],
                Encoding.ASCII.GetBytes("""{"shard": 0, "checkpoint": "MTUyNDE1NTM3OTM3MzkwODQ5Ng=="}"""), [json], true),
            6 => ("POST", Group, [("type", "checkpoint"), ("consumer", "group 1@host/7"), ("forceSuccess", "false")],
                Encoding.ASCII.GetBytes("""{"shard":0,"checkpoint":"MTUyNDE1NTM3OTM3MzkwODQ5Ng=="}"""), [json], true),
            7 => ("POST", "/logstores/test-logstore/shards/lb", [], Protobuf, [("Content-Type", "application/x-protobuf"), ("x-log-bodyrawsize", "52")], false),
            8 => ("GET", "/logstores/test-logstore/shards/3",
                [("type", "log"), ("cursor", Cursor), ("count", "1000"), ("end_cursor", "MTQ0NzMyOTQwMTEwMjEzMDkxNA==")], [], pull, true),
            _ => throw new ArgumentOutOfRangeException(nameof(number)),
        };
    }
}
