using System.IO.Compression;

namespace SlsSyslog.Testing.Tests;

public class PutOperationTests : EmulatorTest
{
    private const string Protobuf = "application/x-protobuf";

    [Theory]
    [InlineData("/logstores/logs")]
    [InlineData("/logstores/logs/shards/lb")]
    public async Task Put_LoadBalanced_WritesToAllShards(string path)
    {
        for (int index = 0; index < 8; index++)
        {
            using HttpResponseMessage answer = await PutAsync(path, Group().Encode());
            Assert.Equal(200, (int)answer.StatusCode);
        }

        Assert.All(Logstore.Shards, shard => Assert.Equal(2, Logstore.Read(shard.Id).Count));
    }

    [Theory]
    [InlineData("lz4")]
    [InlineData("deflate")]
    [InlineData("")]
    public async Task Put_EachEncoding_StoresTheGroupUnchanged(string encoding)
    {
        byte[] raw = Group().Encode();
        byte[] body = encoding switch
        {
            "lz4" => [(byte)(Math.Min(raw.Length, 15) << 4), (byte)(raw.Length - 15), .. raw],
            "deflate" => Zlib(raw),
            _ => raw,
        };

        using HttpResponseMessage answer = await PutAsync("/logstores/logs/shards/route?key=c0000000000000000000000000000001", body, raw.Length, encoding);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(raw, Assert.Single(Logstore.Read(3)).Encode());
    }

    [Theory]
    [InlineData("00000000000000000000000000000000", 0)]
    [InlineData("3fffffffffffffffffffffffffffffff", 0)]
    [InlineData("40000000000000000000000000000000", 1)]
    [InlineData("ffffffffffffffffffffffffffffffff", 3)]
    public async Task Put_HashKey_WritesToTheShardOfItsRange(string key, int shard)
    {
        using HttpResponseMessage answer = await PutAsync($"/logstores/logs/shards/route?key={key}", Group().Encode());

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Single(Logstore.Read(shard));
    }

    [Fact]
    public async Task Put_RangeOfASplitShard_WritesToTheChild()
    {
        Logstore.Split(0);

        using HttpResponseMessage answer = await PutAsync("/logstores/logs/shards/route?key=20000000000000000000000000000000", Group().Encode());

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Single(Logstore.Read(5));
    }

    [Fact]
    public async Task Put_InvalidRequest_HasTheErrorCodeOfTheService()
    {
        byte[] raw = Group().Encode();
        await ExpectAsync(400, "PostBodyInvalid", [0x0A, 0x7F], 2);
        await ExpectAsync(400, "PostBodyInvalid", Group(-8 * 86400).Encode(), null);
        await ExpectAsync(400, "PostBodyInvalid", Group(16 * 60).Encode(), null);
        await ExpectAsync(400, "InvalidBodyRawSize", raw, raw.Length + 1);
        await ExpectAsync(400, "PostBodyUncompressError", raw, raw.Length, "lz4");
        await ExpectAsync(400, "PostBodyUncompressError", raw, raw.Length, "deflate");
        await ExpectAsync(400, "InvalidCompressType", raw, raw.Length, "snappy");
        await ExpectAsync(400, "PostBodyTooLarge", raw, 20 * 1024 * 1024);
        await ExpectAsync(400, "InvalidKey", new EmulatorLogGroup(new EmulatorLog(Now(), ("", "v"))).Encode(), null);
        await ExpectAsync(400, "ParameterInvalid", raw, null, path: "/logstores/logs/shards/route?key=77");
        await ExpectAsync(404, "LogStoreNotExist", raw, null, path: "/logstores/other");
        await ExpectAsync(415, "InvalidContentType", raw, null, type: "text/plain");
        using HttpResponseMessage missing = await Client.SendAsync(HttpMethod.Post, "/logstores/logs", raw, Protobuf);
        Assert.Equal("MissingBodyRawSize", await missing.ErrorCodeAsync(400));
        Assert.Equal(0, Emulator.Counts.LogGroupsStored);
    }

    private async Task ExpectAsync(
        int status, string code, byte[] body, int? rawSize, string encoding = "", string path = "/logstores/logs", string type = Protobuf)
    {
        using HttpResponseMessage answer = await PutAsync(path, body, rawSize, encoding, type);
        Assert.Equal(code, await answer.ErrorCodeAsync(status));
    }

    private Task<HttpResponseMessage> PutAsync(string path, byte[] body, int? rawSize = null, string encoding = "", string type = Protobuf)
    {
        (string, string) size = ("x-log-bodyrawsize", $"{rawSize ?? body.Length}");
        return encoding.Length == 0
            ? Client.SendAsync(HttpMethod.Post, path, body, type, size)
            : Client.SendAsync(HttpMethod.Post, path, body, type, size, ("x-log-compresstype", encoding));
    }

    private EmulatorLogGroup Group(int secondsFromNow = 0) =>
        new(new EmulatorLog((uint)(Now() + secondsFromNow), ("method", "GET"), ("path", "/index.html"), ("value", "")));

    private uint Now() => (uint)Clock.GetUtcNow().ToUnixTimeSeconds();

    private static byte[] Zlib(byte[] raw)
    {
        using MemoryStream output = new();
        using (ZLibStream zlib = new(output, CompressionMode.Compress, leaveOpen: true))
        {
            zlib.Write(raw);
        }

        return output.ToArray();
    }
}
