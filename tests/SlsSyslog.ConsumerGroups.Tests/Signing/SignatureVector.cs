namespace SlsSyslog.ConsumerGroups.Tests;

// Requests with what the official Python SDK signs and sends for them, in both versions.
internal sealed record SignatureVector(string Name, string Method, string Path)
{
    public const string AccessKeyId = "testAccessKeyId";
    public const string AccessKeySecret = "testAccessKeySecret";
    public const string Region = "cn-hangzhou";

    public static readonly DateTimeOffset Time = new(2026, 1, 15, 8, 9, 10, TimeSpan.Zero);

    public KeyValuePair<string, string>[] Query { get; init; } = [];

    public byte[] Body { get; init; } = [];

    public KeyValuePair<string, string>[] Headers { get; init; } = [];

    public string? Token { get; init; }

    public required string V1StringToSign { get; init; }

    public required string V1Authorization { get; init; }

    public string? ContentMd5 { get; init; }

    public required string V4CanonicalRequest { get; init; }

    public required string V4Authorization { get; init; }

    public SlsCredential Credential => new(AccessKeyId, AccessKeySecret, Token);

    public (SlsRequest Request, SortedList<string, string> Headers) ToRequest()
    {
        SortedList<string, string> headers = new(StringComparer.Ordinal);
        foreach ((string name, string value) in Headers)
        {
            headers[name] = value;
        }

        return (new SlsRequest(Name, new HttpMethod(Method), Path) { Query = Query, Body = Body }, headers);
    }

    public static IReadOnlyList<SignatureVector> All { get; } =
    [
        new SignatureVector("ListShards", "GET", "/logstores/test-logstore/shards")
        {
            Headers = [new("x-log-bodyrawsize", "0"), new("x-log-apiversion", "0.6.0"), new("host", "ali-test-project.cn-hangzhou.log.aliyuncs.com")],
            V1StringToSign = "GET\n\n\nThu, 15 Jan 2026 08:09:10 GMT\nx-log-apiversion:0.6.0\nx-log-bodyrawsize:0\nx-log-signaturemethod:hmac-sha1\n/logstores/test-logstore/shards",
            V1Authorization = "LOG testAccessKeyId:qgVDAriZdAajhnGliQVLya8Bw0o=",
            V4CanonicalRequest = "GET\n/logstores/test-logstore/shards\n\nhost:ali-test-project.cn-hangzhou.log.aliyuncs.com\nx-log-apiversion:0.6.0\nx-log-bodyrawsize:0\nx-log-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nx-log-date:20260115T080910Z\n\nhost;x-log-apiversion;x-log-bodyrawsize;x-log-content-sha256;x-log-date\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            V4Authorization = "SLS4-HMAC-SHA256 Credential=testAccessKeyId/20260115/cn-hangzhou/sls/aliyun_v4_request,Signature=e9eabfe2f8386a53fe38e941655c82eaa03e26f5a473d1d120976d1580a668bc",
        },
        new SignatureVector("GetCursor", "GET", "/logstores/test-logstore/shards/0")
        {
            Query = [new("type", "cursor"), new("from", "begin")],
            Headers = [new("content-type", "application/json"), new("x-log-bodyrawsize", "0"), new("x-log-apiversion", "0.6.0"), new("host", "ali-test-project.cn-hangzhou.log.aliyuncs.com")],
            V1StringToSign = "GET\n\napplication/json\nThu, 15 Jan 2026 08:09:10 GMT\nx-log-apiversion:0.6.0\nx-log-bodyrawsize:0\nx-log-signaturemethod:hmac-sha1\n/logstores/test-logstore/shards/0?from=begin&type=cursor",
            V1Authorization = "LOG testAccessKeyId:wiPyeEQLJdCc3RJ+CisfQ80IbhE=",
            V4CanonicalRequest = "GET\n/logstores/test-logstore/shards/0\nfrom=begin&type=cursor\ncontent-type:application/json\nhost:ali-test-project.cn-hangzhou.log.aliyuncs.com\nx-log-apiversion:0.6.0\nx-log-bodyrawsize:0\nx-log-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nx-log-date:20260115T080910Z\n\ncontent-type;host;x-log-apiversion;x-log-bodyrawsize;x-log-content-sha256;x-log-date\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            V4Authorization = "SLS4-HMAC-SHA256 Credential=testAccessKeyId/20260115/cn-hangzhou/sls/aliyun_v4_request,Signature=14ae6c8eb02dc2a0cdcbf5dbd78b6e10e5079658fa4e173d7cdeaf2020ee21b6",
        },
        new SignatureVector("PullLogs + SPL (URL encoding)", "GET", "/logstores/test-logstore/shards/0")
        {
            Query = [new("type", "log"), new("cursor", "MTQ0NzMyOTQwMTEwMjEzMDkwNA=="), new("count", "1000"), new("pullMode", "scan_on_stream"), new("query", "* | where a = 'x y' and b ~ 100% +/中文")],
            Headers = [new("accept-encoding", "lz4"), new("accept", "application/x-protobuf"), new("x-log-bodyrawsize", "0"), new("x-log-apiversion", "0.6.0"), new("host", "ali-test-project.cn-hangzhou.log.aliyuncs.com")],
            V1StringToSign = "GET\n\n\nThu, 15 Jan 2026 08:09:10 GMT\nx-log-apiversion:0.6.0\nx-log-bodyrawsize:0\nx-log-signaturemethod:hmac-sha1\n/logstores/test-logstore/shards/0?count=1000&cursor=MTQ0NzMyOTQwMTEwMjEzMDkwNA==&pullMode=scan_on_stream&query=* | where a = 'x y' and b ~ 100% +/中文&type=log",
            V1Authorization = "LOG testAccessKeyId:Zs8xGRAtEGEaMtfis1cylGigf4o=",
            V4CanonicalRequest = "GET\n/logstores/test-logstore/shards/0\ncount=1000&cursor=MTQ0NzMyOTQwMTEwMjEzMDkwNA%3D%3D&pullMode=scan_on_stream&query=%2A%20%7C%20where%20a%20%3D%20%27x%20y%27%20and%20b%20~%20100%25%20%2B%2F%E4%B8%AD%E6%96%87&type=log\nhost:ali-test-project.cn-hangzhou.log.aliyuncs.com\nx-log-apiversion:0.6.0\nx-log-bodyrawsize:0\nx-log-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nx-log-date:20260115T080910Z\n\nhost;x-log-apiversion;x-log-bodyrawsize;x-log-content-sha256;x-log-date\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            V4Authorization = "SLS4-HMAC-SHA256 Credential=testAccessKeyId/20260115/cn-hangzhou/sls/aliyun_v4_request,Signature=f06d616b908707badd04247cf938207b4c4765a53a084b24921e409b081f95a9",
        },
        new SignatureVector("HeartBeat", "POST", "/logstores/test-logstore/consumergroups/group-1")
        {
            Query = [new("type", "heartbeat"), new("consumer", "consumer_1")],
            Body = "[0, 1]"u8.ToArray(),
            Headers = [new("content-type", "application/json"), new("x-log-apiversion", "0.6.0"), new("host", "ali-test-project.cn-hangzhou.log.aliyuncs.com")],
            ContentMd5 = "264884439B70AB09A86BC848421C6DE6",
            V1StringToSign = "POST\n264884439B70AB09A86BC848421C6DE6\napplication/json\nThu, 15 Jan 2026 08:09:10 GMT\nx-log-apiversion:0.6.0\nx-log-signaturemethod:hmac-sha1\n/logstores/test-logstore/consumergroups/group-1?consumer=consumer_1&type=heartbeat",
            V1Authorization = "LOG testAccessKeyId:uzWakWFdCCqYEy4PjZoxSBAeqns=",
            V4CanonicalRequest = "POST\n/logstores/test-logstore/consumergroups/group-1\nconsumer=consumer_1&type=heartbeat\ncontent-type:application/json\nhost:ali-test-project.cn-hangzhou.log.aliyuncs.com\nx-log-apiversion:0.6.0\nx-log-content-sha256:923682bea6d517dc178d480c88e129e485ed902f4fa024866666658cd4ea6836\nx-log-date:20260115T080910Z\n\ncontent-type;host;x-log-apiversion;x-log-content-sha256;x-log-date\n923682bea6d517dc178d480c88e129e485ed902f4fa024866666658cd4ea6836",
            V4Authorization = "SLS4-HMAC-SHA256 Credential=testAccessKeyId/20260115/cn-hangzhou/sls/aliyun_v4_request,Signature=30e317c875c379c2d3fd2082da94e93796f65d91e0366f6e11438c593d007f52",
        },
        new SignatureVector("UpdateCheckPoint, STS, Python-style `True`", "POST", "/logstores/test-logstore/consumergroups/group-1")
        {
            Query = [new("type", "checkpoint"), new("consumer", "consumer_1"), new("forceSuccess", "True")],
            Body = "{\"shard\": 0, \"checkpoint\": \"MTUyNDE1NTM3OTM3MzkwODQ5Ng==\"}"u8.ToArray(),
            Headers = [new("content-type", "application/json"), new("x-log-apiversion", "0.6.0"), new("host", "ali-test-project.cn-hangzhou.log.aliyuncs.com")],
            Token = "CAIS+test/StsToken==",
            ContentMd5 = "2F9A5D6DAEEE93052687135FC0C77D50",
            V1StringToSign = "POST\n2F9A5D6DAEEE93052687135FC0C77D50\napplication/json\nThu, 15 Jan 2026 08:09:10 GMT\nx-acs-security-token:CAIS+test/StsToken==\nx-log-apiversion:0.6.0\nx-log-signaturemethod:hmac-sha1\n/logstores/test-logstore/consumergroups/group-1?consumer=consumer_1&forceSuccess=True&type=checkpoint",
            V1Authorization = "LOG testAccessKeyId:xU6zx0rPSgKDu/lgXZYThUGEoXk=",
            V4CanonicalRequest = "POST\n/logstores/test-logstore/consumergroups/group-1\nconsumer=consumer_1&forceSuccess=True&type=checkpoint\ncontent-type:application/json\nhost:ali-test-project.cn-hangzhou.log.aliyuncs.com\nx-acs-security-token:CAIS+test/StsToken==\nx-log-apiversion:0.6.0\nx-log-content-sha256:bbcba40584cdca823de0ea1d4da1f66fc82fef5990dbe273f457eedb6f0c1c34\nx-log-date:20260115T080910Z\n\ncontent-type;host;x-acs-security-token;x-log-apiversion;x-log-content-sha256;x-log-date\nbbcba40584cdca823de0ea1d4da1f66fc82fef5990dbe273f457eedb6f0c1c34",
            V4Authorization = "SLS4-HMAC-SHA256 Credential=testAccessKeyId/20260115/cn-hangzhou/sls/aliyun_v4_request,Signature=fce0d6125ad9f85b4415e7d39cfaa62651981e7aea6c3e89fd4c5e8f010f2446",
        },
        new SignatureVector("UpdateCheckPoint, STS, odd consumer name", "POST", "/logstores/test-logstore/consumergroups/group-1")
        {
            Query = [new("type", "checkpoint"), new("consumer", "group 1@host/7"), new("forceSuccess", "false")],
            Body = "{\"shard\":0,\"checkpoint\":\"MTUyNDE1NTM3OTM3MzkwODQ5Ng==\"}"u8.ToArray(),
            Headers = [new("content-type", "application/json"), new("x-log-apiversion", "0.6.0"), new("host", "ali-test-project.cn-hangzhou.log.aliyuncs.com")],
            Token = "CAIS+test/StsToken==",
            ContentMd5 = "59457BAFB3F85A5117BDE243947583B0",
            V1StringToSign = "POST\n59457BAFB3F85A5117BDE243947583B0\napplication/json\nThu, 15 Jan 2026 08:09:10 GMT\nx-acs-security-token:CAIS+test/StsToken==\nx-log-apiversion:0.6.0\nx-log-signaturemethod:hmac-sha1\n/logstores/test-logstore/consumergroups/group-1?consumer=group 1@host/7&forceSuccess=false&type=checkpoint",
            V1Authorization = "LOG testAccessKeyId:K6xkKsGiKwm/m6w5xZnkfeZctds=",
            V4CanonicalRequest = "POST\n/logstores/test-logstore/consumergroups/group-1\nconsumer=group%201%40host%2F7&forceSuccess=false&type=checkpoint\ncontent-type:application/json\nhost:ali-test-project.cn-hangzhou.log.aliyuncs.com\nx-acs-security-token:CAIS+test/StsToken==\nx-log-apiversion:0.6.0\nx-log-content-sha256:2e1a52748a403cd5e4ab12e6a4d5acf4104ec0feb4f4c517e31f5b0ce7772f56\nx-log-date:20260115T080910Z\n\ncontent-type;host;x-acs-security-token;x-log-apiversion;x-log-content-sha256;x-log-date\n2e1a52748a403cd5e4ab12e6a4d5acf4104ec0feb4f4c517e31f5b0ce7772f56",
            V4Authorization = "SLS4-HMAC-SHA256 Credential=testAccessKeyId/20260115/cn-hangzhou/sls/aliyun_v4_request,Signature=4a9084e15e2dd6b6f0e4d41dd2db1f0d4291123f750022a17dea2ae70be3b0d0",
        },
        new SignatureVector("PutLogs, uncompressed protobuf", "POST", "/logstores/test-logstore/shards/lb")
        {
            Body = Convert.FromHexString("0a320a1e08f8b2939e0512160a07546573744b6579120b54657374436f6e74656e741a00220e31302e3233302e3230312e313137"),
            Headers = [new("content-type", "application/x-protobuf"), new("x-log-bodyrawsize", "52"), new("x-log-apiversion", "0.6.0"), new("host", "ali-test-project.cn-hangzhou.log.aliyuncs.com")],
            ContentMd5 = "8D6881250FF5559F59BBDF04100F6E59",
            V1StringToSign = "POST\n8D6881250FF5559F59BBDF04100F6E59\napplication/x-protobuf\nThu, 15 Jan 2026 08:09:10 GMT\nx-log-apiversion:0.6.0\nx-log-bodyrawsize:52\nx-log-signaturemethod:hmac-sha1\n/logstores/test-logstore/shards/lb",
            V1Authorization = "LOG testAccessKeyId:CZ9nW765z2jZqhBum1MopgG7WTU=",
            V4CanonicalRequest = "POST\n/logstores/test-logstore/shards/lb\n\ncontent-type:application/x-protobuf\nhost:ali-test-project.cn-hangzhou.log.aliyuncs.com\nx-log-apiversion:0.6.0\nx-log-bodyrawsize:52\nx-log-content-sha256:d4e79f567625199a4aaf03a07cb06dbd40893e470d6a387afd9eca06a31ca690\nx-log-date:20260115T080910Z\n\ncontent-type;host;x-log-apiversion;x-log-bodyrawsize;x-log-content-sha256;x-log-date\nd4e79f567625199a4aaf03a07cb06dbd40893e470d6a387afd9eca06a31ca690",
            V4Authorization = "SLS4-HMAC-SHA256 Credential=testAccessKeyId/20260115/cn-hangzhou/sls/aliyun_v4_request,Signature=7ba1ff01877e9dd78d48f67012360b7fb468c6a5bd782649078f5108b6bb0463",
        },
        new SignatureVector("PullLogs with end_cursor, STS", "GET", "/logstores/test-logstore/shards/3")
        {
            Query = [new("type", "log"), new("cursor", "MTQ0NzMyOTQwMTEwMjEzMDkwNA=="), new("count", "1000"), new("end_cursor", "MTQ0NzMyOTQwMTEwMjEzMDkxNA==")],
            Headers = [new("accept-encoding", "lz4"), new("accept", "application/x-protobuf"), new("x-log-bodyrawsize", "0"), new("x-log-apiversion", "0.6.0"), new("host", "ali-test-project.cn-hangzhou.log.aliyuncs.com")],
            Token = "CAIS+test/StsToken==",
            V1StringToSign = "GET\n\n\nThu, 15 Jan 2026 08:09:10 GMT\nx-acs-security-token:CAIS+test/StsToken==\nx-log-apiversion:0.6.0\nx-log-bodyrawsize:0\nx-log-signaturemethod:hmac-sha1\n/logstores/test-logstore/shards/3?count=1000&cursor=MTQ0NzMyOTQwMTEwMjEzMDkwNA==&end_cursor=MTQ0NzMyOTQwMTEwMjEzMDkxNA==&type=log",
            V1Authorization = "LOG testAccessKeyId:ds677BLFtiRxjgMdoiMv+uN4BH4=",
            V4CanonicalRequest = "GET\n/logstores/test-logstore/shards/3\ncount=1000&cursor=MTQ0NzMyOTQwMTEwMjEzMDkwNA%3D%3D&end_cursor=MTQ0NzMyOTQwMTEwMjEzMDkxNA%3D%3D&type=log\nhost:ali-test-project.cn-hangzhou.log.aliyuncs.com\nx-acs-security-token:CAIS+test/StsToken==\nx-log-apiversion:0.6.0\nx-log-bodyrawsize:0\nx-log-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nx-log-date:20260115T080910Z\n\nhost;x-acs-security-token;x-log-apiversion;x-log-bodyrawsize;x-log-content-sha256;x-log-date\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            V4Authorization = "SLS4-HMAC-SHA256 Credential=testAccessKeyId/20260115/cn-hangzhou/sls/aliyun_v4_request,Signature=a638ad50244d77ad2bfe919b68bb9ad13eef2d30798ff0eb4b746c834cbcca90",
        },
    ];
}
