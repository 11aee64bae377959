using System.Globalization;

namespace SlsSyslog.Testing.Tests;

public class SlsEmulatorTests
{
    [Fact]
    public async Task StartAsync_Defaults_ServesASignedPull()
    {
        await using SlsEmulator emulator = await SlsEmulator.StartAsync();
        EmulatorLogstore logstore = emulator.CreateLogstore("test-project", "logs");
        EmulatorLogGroup group = new(new EmulatorLog(1_768_464_550, ("method", "GET"), ("status", "200")));
        string cursor = logstore.Append(0, group);
        using TestSlsClient client = new(emulator.Endpoint);

        Assert.Equal(cursor, await client.GetCursorAsync(0, "begin"));
        using HttpResponseMessage answer = await client.PullAsync(0, cursor, acceptEncoding: "");

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("1", answer.Header("x-log-count"));
        byte[] body = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(answer.Header("x-log-bodyrawsize"), body.Length.ToString(CultureInfo.InvariantCulture));
        Assert.Equal([(byte)0x0A, (byte)group.Encode().Length, .. group.Encode()], body);
        Assert.Equal(await client.GetCursorAsync(0, "end"), answer.Header("x-log-cursor"));
        Assert.Equal(1, emulator.CountOf(SlsOperation.PullLogs));
    }
}
