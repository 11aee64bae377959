namespace SlsSyslog.Testing.Tests;

public class EmulatorLogBlockTests : EmulatorTest
{
    [Fact]
    public async Task Append_ManyTimes_IsServedAsItIsAndNeverCompressedAgain()
    {
        var block = EmulatorLogBlock.Create([.. Enumerable.Range(0, 20).Select(index =>
            new EmulatorLogGroup(new EmulatorLog(1_768_464_550, ("n", $"{index}"), ("text", new string('x', 200)))))]);
        for (var copy = 0; copy < 3; copy++)
        {
            Logstore.Append(0, block);
        }

        var cursor = await Client.GetCursorAsync(0, "begin");
        for (var copy = 0; copy < 3; copy++)
        {
            using var answer = await Client.PullAsync(0, cursor);
            var body = await answer.Content.ReadAsByteArrayAsync();
            Assert.Equal((block.CompressedBytes, $"{block.GroupCount}", $"{block.RawBytes}"),
                (body.Length, answer.Header("x-log-count"), answer.Header("x-log-bodyrawsize")));
            Assert.Equal(20, LogGroupReader.ReadList(ReferenceLz4.Decode(body)).Count);
            cursor = answer.Header("x-log-cursor");
        }

        Assert.Equal(0, Emulator.Counts.BlocksCompressed);
        Assert.Equal(await Client.GetCursorAsync(0, "end"), cursor);
    }

    [Fact]
    public async Task Append_PullOfAnotherShape_GetsWhatItAskedFor()
    {
        var block = EmulatorLogBlock.Create([.. Enumerable.Range(0, 20).Select(index => new EmulatorLogGroup(new EmulatorLog(1, ("n", $"{index}"))))]);
        Logstore.Append(0, block);
        var cursor = await Client.GetCursorAsync(0, "begin");

        using var fewer = await Client.PullAsync(0, cursor, count: 7);
        using var middle = await Client.PullAsync(0, fewer.Header("x-log-cursor"));
        using var plain = await Client.PullAsync(0, cursor, acceptEncoding: "");

        Assert.Equal(["7", "13", "20"], ((HttpResponseMessage[])[fewer, middle, plain]).Select(answer => answer.Header("x-log-count")));
        Assert.Equal("", plain.Header("x-log-compresstype"));
    }
}
