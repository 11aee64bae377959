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
    [InlineData("missing.jsonl", "--port", "0", "--load", "/nowhere/missing.jsonl")]
    [InlineData("'sls-syslog emulate' does not use settings. Remove --SlsSyslog:Source:Project.", "--SlsSyslog:Source:Project", "x")]
    public async Task Emulate_InvalidOption_IsRefused(string expected, params string[] args) =>
        (await ToolRun.StartAsync(["emulate", .. args])).AssertRefused(expected);

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
