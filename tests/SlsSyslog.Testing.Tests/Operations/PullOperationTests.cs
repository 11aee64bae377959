using System.Globalization;
using System.IO.Compression;

namespace SlsSyslog.Testing.Tests;

public class PullOperationTests : EmulatorTest
{
    [Theory]
    [InlineData("lz4", "lz4")]
    [InlineData("deflate", "deflate")]
    [InlineData("zstd", "zstd")]
    [InlineData("gzip, lz4", "deflate")]
    [InlineData("br, lz4;q=1.0", "lz4")]
    [InlineData("", "")]
    [InlineData("identity", "")]
    public async Task Pull_EachEncoding_ReturnsTheSameGroups(string acceptEncoding, string name)
    {
        List<string> groups = AppendMany(0, 50);

        using HttpResponseMessage answer = await Client.PullAsync(0, await Client.GetCursorAsync(0, "begin"), acceptEncoding: acceptEncoding);
        byte[] body = await answer.Content.ReadAsByteArrayAsync();
        int rawSize = int.Parse(answer.Header("x-log-bodyrawsize"), CultureInfo.InvariantCulture);

        Assert.Equal(name, answer.Header("x-log-compresstype"));
        Assert.Equal("application/x-protobuf", answer.Content.Headers.ContentType?.ToString());
        byte[] raw = Decode(body, name);
        Assert.Equal(rawSize, raw.Length);
        Assert.Equal(groups, LogGroupReader.ReadList(raw).Select(group => Convert.ToHexString(group.Encode())));
    }

    [Fact]
    public async Task Pull_MoreData_ReturnsTheNextCursor()
    {
        AppendMany(0, 25);
        string begin = await Client.GetCursorAsync(0, "begin");

        using HttpResponseMessage first = await Client.PullAsync(0, begin, count: 10);
        using HttpResponseMessage last = await Client.PullAsync(0, first.Header("x-log-cursor"));

        Assert.Equal(("10", ""), (first.Header("x-log-count"), first.Header("x-log-end-of-cursor")));
        Assert.Equal(("15", "1"), (last.Header("x-log-count"), last.Header("x-log-end-of-cursor")));
        Assert.Equal(await Client.GetCursorAsync(0, "end"), last.Header("x-log-cursor"));
        Assert.True(CursorText.TryParse(first.Header("x-log-cursor"), out long next));
        Assert.Equal(next - 1, long.Parse(first.Header("x-log-read-last-cursor"), CultureInfo.InvariantCulture));
        Assert.Equal(Clock.GetUtcNow().ToUnixTimeSeconds(), long.Parse(first.Header("x-log-cursor-time"), CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Pull_AtTheEnd_ReturnsNoDataAndTheSameCursor()
    {
        AppendMany(0, 3);
        string end = await Client.GetCursorAsync(0, "end");

        using HttpResponseMessage answer = await Client.PullAsync(0, end);

        Assert.Equal(("0", "0", end, "1"), (answer.Header("x-log-count"), answer.Header("x-log-bodyrawsize"), answer.Header("x-log-cursor"), answer.Header("x-log-end-of-cursor")));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("", answer.Header("x-log-compresstype"));
    }

    [Fact]
    public async Task Pull_WithEndCursor_StopsBeforeIt()
    {
        AppendMany(0, 10);
        string begin = await Client.GetCursorAsync(0, "begin");
        Assert.True(CursorText.TryParse(begin, out long number));
        string end = Uri.EscapeDataString(CursorText.Format(number + 4));

        using HttpResponseMessage some = await Client.PullAsync(0, begin, more: $"&end_cursor={end}");
        using HttpResponseMessage none = await Client.PullAsync(0, CursorText.Format(number + 4), more: $"&end_cursor={end}");

        Assert.Equal(("4", CursorText.Format(number + 4)), (some.Header("x-log-count"), some.Header("x-log-cursor")));
        Assert.Equal(("0", CursorText.Format(number + 4)), (none.Header("x-log-count"), none.Header("x-log-cursor")));
    }

    [Fact]
    public async Task Pull_SameRangeTwice_IsCompressedOnce()
    {
        AppendMany(0, 100);
        string begin = await Client.GetCursorAsync(0, "begin");
        using HttpResponseMessage first = await Client.PullAsync(0, begin);
        AppendMany(1, 1);

        using HttpResponseMessage second = await Client.PullAsync(0, begin);

        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await second.Content.ReadAsByteArrayAsync());
        Assert.Equal((1, 200), (Emulator.Counts.BlocksCompressed, Emulator.Counts.LogGroupsServed));
    }

    [Theory]
    [InlineData("type=logs&count=5")]
    [InlineData("type=log")]
    public async Task Pull_TypeAndCountOfOtherSdks_Succeeds(string query)
    {
        AppendMany(0, 5);
        string cursor = (await Client.GetCursorAsync(0, "begin")).TrimEnd('=');

        using HttpResponseMessage answer = await Client.GetAsync($"/logstores/logs/shards/0?{query}&cursor={cursor}", ("Accept-Encoding", "lz4"));

        Assert.Equal("5", answer.Header("x-log-count"));
    }

    [Fact]
    public async Task Pull_Head_HasHeadersWithoutBody()
    {
        AppendMany(0, 5);
        string cursor = Uri.EscapeDataString(await Client.GetCursorAsync(0, "begin"));

        using HttpResponseMessage answer = await Client.SendAsync(HttpMethod.Head, $"/logstores/logs/shards/0?type=log&cursor={cursor}&count=3", null, "");

        Assert.Equal("3", answer.Header("x-log-count"));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("0?type=log&cursor=MTIz&count=10", "InvalidCursor")]
    [InlineData("0?type=log&cursor=MTg5OTk5OTk5OTk5OTk5OTk5OQ==&count=10", "InvalidCursor")]
    [InlineData("0?type=log&cursor=bm9u&count=10", "ParameterInvalid")]
    [InlineData("0?type=log&cursor=&count=10", "ParameterInvalid")]
    [InlineData("0?type=log&count=10", "ParameterInvalid")]
    [InlineData("0?type=log&cursor=BEGIN&count=0", "ParameterInvalid")]
    [InlineData("0?type=log&cursor=BEGIN&count=1001", "ParameterInvalid")]
    [InlineData("0?type=log&cursor=BEGIN&count=-1", "ParameterInvalid")]
    [InlineData("0?type=log&cursor=BEGIN&end_cursor=x", "ParameterInvalid")]
    [InlineData("7?type=log&cursor=BEGIN&count=10", "ShardNotExist")]
    [InlineData("0?type=stream&cursor=BEGIN&count=10", "ParameterInvalid")]
    [InlineData("0?type=log&cursor=%zz", "ParameterInvalid")]
    [InlineData("0?type=log&cursor=%FF", "ParameterInvalid")]
    public async Task Pull_InvalidRequest_HasTheErrorCodeOfTheService(string call, string code)
    {
        AppendMany(0, 1);
        string begin = Uri.EscapeDataString(await Client.GetCursorAsync(0, "begin"));

        using HttpResponseMessage answer = await Client.GetAsync($"/logstores/logs/shards/{call.Replace("BEGIN", begin, StringComparison.Ordinal)}");

        Assert.Equal(code, await answer.ErrorCodeAsync(400));
    }

    [Fact]
    public async Task Pull_TrimmedCursor_IsInvalid()
    {
        AppendMany(0, 10);
        string begin = await Client.GetCursorAsync(0, "begin");
        Logstore.Trim(0, Logstore.Shards[0].EndCursor);

        using HttpResponseMessage answer = await Client.PullAsync(0, begin);

        Assert.Equal("InvalidCursor", await answer.ErrorCodeAsync(400));
        Assert.Equal(await Client.GetCursorAsync(0, "begin"), await Client.GetCursorAsync(0, "end"));
    }

    internal List<string> AppendMany(int shard, int count)
    {
        List<string> groups = new();
        for (int index = 0; index < count; index++)
        {
            EmulatorLogGroup group = new()
            {
                Logs = [new EmulatorLog(1_768_464_550, ("method", "GET"), ("path", $"/item/{index}"), ("status", "200"))],
                Topic = "access"u8.ToArray(),
                Tags = [new("__hostname__", "web-1")],
            };
            Logstore.Append(shard, group);
            groups.Add(Convert.ToHexString(group.Encode()));
        }

        return groups;
    }

    private static byte[] Decode(byte[] body, string name)
    {
        switch (name)
        {
            case "lz4":
                return ReferenceLz4.Decode(body);
            case "deflate":
                using (ZLibStream zlib = new(new MemoryStream(body), CompressionMode.Decompress))
                using (MemoryStream raw = new())
                {
                    zlib.CopyTo(raw);
                    return raw.ToArray();
                }

            case "zstd":
                Assert.Equal("28B52FFD", Convert.ToHexString(body, 0, 4));
                using (ZstdSharp.Decompressor zstd = new())
                {
                    return zstd.Unwrap(body).ToArray();
                }

            default:
                return body;
        }
    }
}
