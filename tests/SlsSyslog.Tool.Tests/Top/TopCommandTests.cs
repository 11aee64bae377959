using System.Net;
using System.Net.Sockets;

namespace SlsSyslog.Tool.Tests;

public sealed class TopCommandTests
{
    [Theory]
    [InlineData("not an address")]
    public async Task Top_WrongUse_SaysWhatToDo(string argument) => (await ToolRun.StartAsync("top", argument)).AssertRefused(argument);

    [Fact]
    public async Task Top_MisspeltOption_NamesASimilarOne() => (await ToolRun.StartAsync("top", "--onec")).AssertRefused("Did you mean --once?");

    [Fact]
    public async Task Top_NobodyListens_SaysWhatToDo()
    {
        using Socket bound = new(SocketType.Stream, ProtocolType.Tcp);
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // does not listen, and nothing else can use the port

        ToolRun run = await ToolRun.StartAsync("top", $"127.0.0.1:{((IPEndPoint)bound.LocalEndPoint!).Port}");

        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains("SLS_HTTP", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.Error.TrimEnd('\n').Split('\n').Length);
    }
}
