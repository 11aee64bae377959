using System.Diagnostics;

namespace SlsSyslog.Tool.Tests;

/// <summary>What the commands that read SLS do when it cannot be used.</summary>
public sealed class SlsContactTests
{
    private const string Unreachable = "the address must be reachable from here";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(25);

    [Theory]
    [InlineData("preview")]
    [InlineData("groups", "list")]
    [InlineData("groups", "set", "--to", "latest", "--yes")]
    [InlineData("verify", "--from", "1h", "--ledger", ".")]
    [InlineData("replay", "--from", "1h", "--to", "30m")]
    public async Task Run_UnreachableEndpoint_EndsSoonAndSaysWhatToDo(params string[] args) =>
        await AssertRefusedAsync(Unreachable, [.. args, "--SlsSyslog:Source:Endpoint", "http://127.0.0.1:1"]);

    [Theory]
    [InlineData("preview")]
    [InlineData("groups", "list")]
    [InlineData("verify", "--from", "1h", "--ledger", ".")]
    [InlineData("replay", "--from", "1h", "--to", "30m")]
    public async Task Run_WrongKey_EndsSoonAndSaysWhatToDo(params string[] args) =>
        await AssertRefusedAsync("Check the access key secret", [.. args, "--SlsSyslog:Source:Credentials:AccessKeySecret", "wrong"]);

    [Theory]
    [InlineData("preview")]
    [InlineData("groups", "list")]
    [InlineData("verify", "--from", "1h", "--ledger", ".")]
    [InlineData("replay", "--from", "1h", "--to", "30m")]
    public async Task Run_UnknownLogstore_EndsSoonAndSaysWhatToDo(params string[] args) =>
        await AssertRefusedAsync("Check Source:Logstore", [.. args, "--SlsSyslog:Source:Logstore", "other"]);

    [Fact]
    public async Task Preview_EndpointThatDoesNotAnswer_EndsSoonAndSaysWhatToDo()
    {
        await using ReplayScene scene = await ReplayScene.StartAsync();
        scene.Sls.Emulator.Faults.On(SlsOperation.ListShards).Hang();

        ToolRun run = await scene.Tool.RunAsync("preview").WaitAsync(Soon);

        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains("has not answered within 10 s.", run.Error, StringComparison.Ordinal);
        Assert.Contains(Unreachable, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_GroupMayNotBeCreated_EndsSoonWithOneAndSaysWhatToDo()
    {
        await using ReplayScene scene = await ReplayScene.StartAsync();
        scene.Receive(0, minute: 1, groups: 3);
        scene.Sls.Emulator.Faults.On(SlsOperation.CreateConsumerGroup).Answer(403, "Unauthorized", "denied by sts or ram");

        ToolRun run = await scene.Tool.RunAsync("replay", "--from", scene.Time(1), "--to", scene.Time(2)).WaitAsync(Soon);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Grant the permission", run.Error, StringComparison.Ordinal);
        Assert.Empty(scene.Siem.Messages);
    }

    private static async Task AssertRefusedAsync(string advice, string[] args)
    {
        await using ReplayScene scene = await ReplayScene.StartAsync();
        long started = Stopwatch.GetTimestamp();

        ToolRun run = await scene.Tool.RunAsync(args).WaitAsync(Soon);

        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains(advice, run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.Error.TrimEnd('\n').Split('\n').Length);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Soon);
        Assert.Empty(scene.Siem.Messages);
    }
}
