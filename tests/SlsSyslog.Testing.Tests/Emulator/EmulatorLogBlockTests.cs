namespace SlsSyslog.Testing.Tests;

public class EmulatorLogBlockTests : EmulatorTest
{
    [Fact]
    public async Task Append_SameBlockManyTimes_IsServedUnchangedWithoutCompression()
    {
        EmulatorLogBlock block = EmulatorLogBlock.Create([.. Enumerable.Range(0, 20).Select(index =>
            new EmulatorLogGroup(new EmulatorLog(1_768_464_550, ("n", $"{index}"), ("text", new string('x', 200)))))]);
        for (int copy = 0; copy < 3; copy++)
        {
            Logstore.Append(0, block);
        }

        string cursor = await Client.GetCursorAsync(0, "begin");
        for (int copy = 0; copy < 3; copy++)
        {
            using HttpResponseMessage answer = await Client.PullAsync(0, cursor);
            byte[] body = await answer.Content.ReadAsByteArrayAsync();
            Assert.Equal((block.CompressedBytes, $"{block.GroupCount}", $"{block.RawBytes}"),
                (body.Length, answer.Header("x-log-count"), answer.Header("x-log-bodyrawsize")));
            Assert.Equal(20, LogGroupReader.ReadList(ReferenceLz4.Decode(body)).Count);
            cursor = answer.Header("x-log-cursor");
        }

        Assert.Equal(0, Emulator.Counts.BlocksCompressed);
        Assert.Equal(await Client.GetCursorAsync(0, "end"), cursor);
    }

    [Fact]
    public async Task Append_PullWithOtherCountOrEncoding_ReturnsWhatWasRequested()
    {
        EmulatorLogBlock block = EmulatorLogBlock.Create([.. Enumerable.Range(0, 20).Select(index => new EmulatorLogGroup(new EmulatorLog(1, ("n", $"{index}"))))]);
        Logstore.Append(0, block);
        string cursor = await Client.GetCursorAsync(0, "begin");

        using HttpResponseMessage fewer = await Client.PullAsync(0, cursor, count: 7);
        using HttpResponseMessage middle = await Client.PullAsync(0, fewer.Header("x-log-cursor"));
        using HttpResponseMessage plain = await Client.PullAsync(0, cursor, acceptEncoding: "");

        Assert.Equal(["7", "13", "20"], ((HttpResponseMessage[])[fewer, middle, plain]).Select(answer => answer.Header("x-log-count")));
        Assert.Equal("", plain.Header("x-log-compresstype"));
    }
}
