namespace SlsSyslog.Tool.Tests;

/// <summary>Ctrl-C while a replay waits for SLS, at each of its requests.</summary>
public sealed class ReplayStopTests
{
    [Theory]
    [InlineData(SlsOperation.ListShards)]
    [InlineData(SlsOperation.GetCursor)]
    [InlineData(SlsOperation.CreateConsumerGroup)]
    [InlineData(SlsOperation.GetCheckPoint)]
    [InlineData(SlsOperation.PullLogs)]
    [InlineData(SlsOperation.UpdateCheckPoint)]
    [InlineData(SlsOperation.DeleteConsumerGroup)]
    public async Task Replay_CtrlCDuringARequest_SaysHowToContinueAndTheNextRunCompletes(SlsOperation operation)
    {
        await using ReplayScene scene = await ReplayScene.StartAsync();
        scene.Receive(0, minute: 1, groups: 20);
        string[] args = ["replay", "--from", scene.Time(1), "--to", scene.Time(2), "--config", scene.Tool.Settings];
        InjectedFault fault = scene.Sls.Emulator.Faults.On(operation).Hang();
        using (ToolProcess tool = new(args))
        {
            await Eventually.TrueAsync(() => fault.Hits > 0, () => tool.Error);
            tool.Signal("INT");

            // Everything has been confirmed when the last progress is stored, and when its group is deleted.
            bool isComplete = operation is SlsOperation.UpdateCheckPoint or SlsOperation.DeleteConsumerGroup;
            Assert.Equal(isComplete ? 0 : 130, await tool.WaitForExitAsync());
            string expected = operation == SlsOperation.DeleteConsumerGroup ? "To delete it, run: sls-syslog groups delete slssyslog-replay-"
                : isComplete ? "The replay is complete."
                : "The replay was interrupted. To continue, run: sls-syslog replay --from";
            Assert.Contains(expected, tool.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", tool.Error, StringComparison.Ordinal);
        }

        scene.Sls.Emulator.Faults.Clear();
        ToolRun second = await ToolRun.StartAsync(args);

        Assert.Equal(0, second.ExitCode);
        Assert.Equal(Enumerable.Range(0, 20), scene.Arrived.Distinct().Order());
        Assert.Equal(["siem"], scene.Sls.Logstore.ConsumerGroups.Select(group => group.Name));
    }
}
