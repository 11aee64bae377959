namespace SlsSyslog.Tool.Tests;

/// <summary>Ctrl-C while checkpoints are changed.</summary>
public sealed class GroupInterruptionTests
{
    [Fact]
    public async Task Set_CtrlCAtTheQuestion_ChangesNothingAndSaysSo()
    {
        Assert.SkipUnless(TerminalProcess.IsAvailable, "This needs the program script of util-linux.");
        await using VerifyScene sls = await VerifyScene.StartAsync();
        using ToolScene scene = new(sls.Emulator, VerifyScene.Project, VerifyScene.Store, VerifyScene.Group);
        sls.Receive(0, minute: 1, groups: 3);
        using TerminalProcess tool = new(scene.Folder, "groups", "set", "--to", "latest", "--config", scene.Settings);
        await tool.ShowsAsync("[y/N]");
        await tool.TypeAsync("\u0003");

        Assert.Equal(130, await tool.WaitForExitAsync());
        Assert.Contains("Interrupted. Nothing was changed.", tool.Output, StringComparison.Ordinal);
        Assert.Equal("", sls.Logstore.FindConsumerGroup("siem")!.Checkpoints[0].Cursor);
    }

    [Theory]
    [InlineData("preview")]
    [InlineData("verify", "--from", "1h", "--ledger", "/")]
    [InlineData("groups", "list")]
    public async Task Run_CtrlCWhileNothingIsChanged_SaysSo(params string[] args)
    {
        await using VerifyScene sls = await VerifyScene.StartAsync();
        using ToolScene scene = new(sls.Emulator, VerifyScene.Project, VerifyScene.Store, VerifyScene.Group);
        InjectedFault fault = sls.Emulator.Faults.On(SlsOperation.ListShards).Hang();
        using ToolProcess tool = new([.. args, "--config", scene.Settings]);
        await Eventually.TrueAsync(() => fault.Hits > 0, () => tool.Error);
        tool.Signal("INT");

        Assert.Equal(130, await tool.WaitForExitAsync());
        Assert.Equal("Interrupted. Nothing was changed.\n", tool.Error);
    }

    [Fact]
    public async Task Set_CtrlCBetweenTwoCheckpoints_SaysHowToCompleteIt()
    {
        await using VerifyScene sls = await VerifyScene.StartAsync(shards: 2);
        using ToolScene scene = new(sls.Emulator, VerifyScene.Project, VerifyScene.Store, VerifyScene.Group);
        sls.Receive(0, minute: 1, groups: 3);
        sls.Receive(1, minute: 1, groups: 3);
        string[] args = ["groups", "set", "--to", "latest", "--yes", "--config", scene.Settings];
        InjectedFault fault = sls.Emulator.Faults.On(SlsOperation.UpdateCheckPoint).Skip(1).Hang();
        using (ToolProcess tool = new(args))
        {
            await Eventually.TrueAsync(() => fault.Hits > 0, () => tool.Error);
            tool.Signal("INT");

            Assert.Equal(130, await tool.WaitForExitAsync());
            Assert.Contains("repeat the command to set all of them", tool.Error, StringComparison.Ordinal);
        }

        sls.Emulator.Faults.Clear();

        Assert.Equal(0, (await ToolRun.StartAsync(args)).ExitCode);
        Assert.Equal([sls.End(0), sls.End(1)], sls.Logstore.FindConsumerGroup("siem")!.Checkpoints.Select(stored => stored.Cursor));
    }

    [Fact]
    public async Task Delete_CtrlCAtTheQuestion_DeletesNothing()
    {
        Assert.SkipUnless(TerminalProcess.IsAvailable, "This needs the program script of util-linux.");
        await using VerifyScene sls = await VerifyScene.StartAsync();
        using ToolScene scene = new(sls.Emulator, VerifyScene.Project, VerifyScene.Store, VerifyScene.Group);
        using TerminalProcess tool = new(scene.Folder, "groups", "delete", "siem", "--config", scene.Settings);
        await tool.ShowsAsync("[y/N]");
        await tool.TypeAsync("\u0003");

        Assert.Equal(130, await tool.WaitForExitAsync());
        Assert.Contains("Interrupted. Nothing was changed.", tool.Output, StringComparison.Ordinal);
        Assert.NotNull(sls.Logstore.FindConsumerGroup("siem"));
    }
}
