using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace SlsSyslog.Tool.Tests;

public sealed class EmulateCommandTests
{
    [Theory]
    [InlineData("'--colour' is not a valid option of 'sls-syslog emulate'.", "--colour", "blue")]
    [InlineData("Did you mean --shards?", "--shard", "2")]
    [InlineData("'99999' is not a valid value of --port. Specify a number from 0 to 65535.", "--port", "99999")]
    [InlineData("Specify ID:SECRET", "--access-key", "id")]
    [InlineData("project name", "--port", "0", "--project", "NO")]
    [InlineData("The file /nowhere/missing.jsonl does not exist. Specify the path of a file after --load.",
        "--port", "0", "--load", "/nowhere/missing.jsonl")]
    [InlineData(". is a folder. Specify the path of a file after --load.", "--port", "0", "--load", ".")]
    [InlineData("'sls-syslog emulate' does not use settings. Remove --SlsSyslog:Source:Project.", "--SlsSyslog:Source:Project", "x")]
    public async Task Emulate_InvalidOption_IsRefused(string expected, params string[] args) =>
        (await ToolRun.StartAsync(["emulate", .. args])).AssertRefused(expected);

    [Fact]
    public async Task Emulate_FileWithAnInvalidLine_NamesFileAndLine()
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "{}\n\nnonsense\n");

        ToolRun run = await ToolRun.StartAsync("emulate", "--port", "0", "--load", file);

        File.Delete(file);
        run.AssertRefused($"{file}, line 3: The line is not a JSON object of fields", "Correct the line.");
    }

    [Fact]
    public async Task Emulate_DataIsAFile_SaysWhatToSpecify()
    {
        string file = Path.GetTempFileName();

        ToolRun run = await ToolRun.StartAsync("emulate", "--port", "0", "--data", file);

        File.Delete(file);
        run.AssertRefused($"{file} is a file. Specify a folder after --data.");
    }

    [Fact]
    public async Task Emulate_PortIsInUse_SaysWhatToSpecify()
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        string port = ((IPEndPoint)socket.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);

        (await ToolRun.StartAsync("emulate", "--port", port)).AssertRefused(
            $"Port {port} is in use. Specify another port after --port, or 0 for a free one.");
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Emulate_Stopped_HasServedAndReturnsZero(string signal)
    {
        using ToolProcess tool = new(new Dictionary<string, string>(), "emulate", "--port", "0", "--json", "--access-key", "id:se:cret");
        await Eventually.TrueAsync(() => tool.Out.Contains('\n', StringComparison.Ordinal), () => tool.Error, TimeSpan.FromSeconds(30), "the emulator runs");
        JsonElement address = JsonDocument.Parse(tool.Out).RootElement;
        using HttpClient client = new();
        using HttpResponseMessage answer = await client.GetAsync(new Uri(address.GetProperty("endpoint").GetString()! + "/logstores"));

        Assert.Equal("se:cret", address.GetProperty("accessKeySecret").GetString());
        Assert.NotEqual(System.Net.HttpStatusCode.OK, answer.StatusCode); // it checks signatures
        tool.Signal(signal);
        Assert.Equal(0, await tool.WaitForExitAsync());
        Assert.Equal("", tool.Error);
    }
}
