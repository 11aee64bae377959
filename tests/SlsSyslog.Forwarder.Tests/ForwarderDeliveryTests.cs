using SlsSyslog.Testing;

namespace SlsSyslog.Forwarder.Tests;

public sealed class ForwarderDeliveryTests
{
    private const int Groups = 200;
    private const int SlowBytesPerSecond = 2_000_000;

    [Fact]
    public async Task Forwarder_NoFault_DeliversAllInOrderAndExitsWithZero()
    {
        await using Scene scene = await Scene.SetAsync();
        NastyLogs.Write(scene.Logs, scene.Ledger, Groups);

        ForwarderProcess forwarder = scene.Forward();
        await scene.CompleteAsync();
        await scene.CommittedAsync();
        forwarder.Terminate();

        Assert.Equal(0, await forwarder.WaitForExitAsync());
        Assert.Equal(0, scene.Ledger.Report().Repeated);
        Assert.Equal(0, scene.Ledger.Report().OutOfOrder);
        scene.AssertNoCheckpointIsAhead();
    }

    [Fact]
    public async Task Forwarder_TerminatedWhileBusy_DrainsCommitsAndExitsWithZero()
    {
        await using Scene scene = await Scene.SetAsync(bytesPerSecond: SlowBytesPerSecond);
        NastyLogs.Write(scene.Logs, scene.Ledger, Groups);

        ForwarderProcess forwarder = scene.Forward();
        await scene.ReceivedAsync(100);
        forwarder.Terminate();
        Assert.Equal(0, await forwarder.WaitForExitAsync());
        scene.AssertNoCheckpointIsAhead();

        scene.Siem.LimitRate(null);
        scene.Forward();
        await scene.CompleteAsync();
        Assert.Equal(0, scene.Ledger.Report().Repeated);
    }

    [Fact]
    public async Task Forwarder_ReceiverResetsInFullFlow_DeliversAll()
    {
        await using Scene scene = await Scene.SetAsync(bytesPerSecond: SlowBytesPerSecond);
        NastyLogs.Write(scene.Logs, scene.Ledger, Groups);

        scene.Forward();
        for (int received = 500; received <= 2000; received += 500)
        {
            await scene.ReceivedAsync(received);
            scene.Siem.Reset();
            scene.AssertNoCheckpointIsAhead();
        }

        scene.Siem.LimitRate(null);
        await scene.CompleteAsync();
        await scene.CommittedAsync();
        scene.AssertNoCheckpointIsAhead();
    }

    [Fact]
    public async Task Forwarder_ReceiverDownForSeconds_DeliversAll()
    {
        await using Scene scene = await Scene.SetAsync(bytesPerSecond: SlowBytesPerSecond);
        NastyLogs.Write(scene.Logs, scene.Ledger, Groups);

        ForwarderProcess forwarder = scene.Forward();
        await scene.ReceivedAsync(500);
        scene.Siem.Refuse();
        scene.Siem.Reset();
        await scene.HoldsAsync(() => forwarder.Output.Contains("refused", StringComparison.Ordinal), "the refusal is logged");
        scene.AssertNoCheckpointIsAhead();
        scene.Siem.Accept();
        scene.Siem.LimitRate(null);

        await scene.CompleteAsync();
        await scene.CommittedAsync();
        scene.AssertNoCheckpointIsAhead();
    }

    [Fact]
    public async Task Forwarder_ReceiverStallsAndResumes_DeliversAll()
    {
        await using Scene scene = await Scene.SetAsync();
        NastyLogs.Write(scene.Logs, scene.Ledger, Groups);

        scene.Siem.Stall();
        scene.Forward();
        await scene.HoldsAsync(
            () => scene.Siem.Counts.Connections > 0 && scene.Sls.CountOf(SlsOperation.PullLogs) >= 8, "several pulls against the stall");
        scene.AssertNoCheckpointIsAhead();
        scene.Siem.Resume();

        await scene.CompleteAsync();
        await scene.CommittedAsync();
    }

    [Fact]
    public async Task Forwarder_KilledAndStartedAgain_DeliversAll()
    {
        await using Scene scene = await Scene.SetAsync(bytesPerSecond: SlowBytesPerSecond);
        NastyLogs.Write(scene.Logs, scene.Ledger, Groups);

        for (int received = 500; received <= 1500; received += 500)
        {
            ForwarderProcess forwarder = scene.Forward();
            await scene.ReceivedAsync(received);
            forwarder.Kill();
            scene.AssertNoCheckpointIsAhead();
        }

        scene.Siem.LimitRate(null);
        scene.Forward();
        await scene.CompleteAsync();
        await scene.CommittedAsync();
        scene.AssertNoCheckpointIsAhead();
    }

    [Fact]
    public async Task Forwarder_TerminatedWhileSlsAndReceiverAreDown_ExitsWithThree()
    {
        await using Scene scene = await Scene.SetAsync(shards: 2);
        NastyLogs.Write(scene.Logs, scene.Ledger, Groups);
        scene.Siem.Stall();
        ForwarderProcess forwarder = scene.Forward(
            ("SLS_HEARTBEAT_INTERVAL", "1"), ("SlsSyslog__Source__GroupTimeout", "00:00:03"), ("SlsSyslog__Source__DrainTimeout", "00:00:02"));
        await scene.HoldsAsync(() => scene.Siem.Counts.Connections > 0 && scene.Sls.CountOf(SlsOperation.PullLogs) >= 2, "logs are in flight");

        scene.Siem.Refuse();
        scene.Siem.Reset();
        await scene.Sls.DisposeAsync();
        await scene.HoldsAsync(() => forwarder.Output.Contains("released with unconfirmed records", StringComparison.Ordinal), "a lease is lost");
        forwarder.Terminate();

        Assert.Equal(3, await forwarder.WaitForExitAsync());
    }

    [Fact]
    public async Task Forwarder_TwoProcessesWithOneConsumerName_LogsAnErrorAndExitsWithFour()
    {
        await using Scene scene = await Scene.SetAsync(shards: 1);
        ForwarderProcess[] forwarders = [scene.Forward(), scene.Forward()];

        await scene.HoldsAsync(
            () =>
            {
                NastyLogs.Write(scene.Logs, scene.Ledger, groups: 1);
                return Array.Exists(forwarders, HasReported);
            },
            "one of them reports it");
        ForwarderProcess reporter = Array.Find(forwarders, HasReported)!;
        reporter.Terminate();

        Assert.Equal(4, await reporter.WaitForExitAsync());

        static bool HasReported(ForwarderProcess forwarder) =>
            forwarder.Output.Contains("Another process uses the consumer name forwarder-under-test", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forwarder_EveryRouteReachesItsEnd_EndsWithZero()
    {
        await using Scene scene = await Scene.SetAsync();
        NastyLogs.Write(scene.Logs, scene.Ledger, Groups);

        ForwarderProcess forwarder = scene.Forward(("SlsSyslog__Source__EndAt", "Latest"));

        Assert.Equal(0, await forwarder.WaitForExitAsync());
        Assert.True(scene.Ledger.IsComplete, $"{scene.Ledger.Report()}\n{forwarder.Output}");
    }

    [Fact]
    public async Task Forwarder_LogFileIsFull_WarnsOnceAndExitsWithZero()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/full is needed.");
        await using Scene scene = await Scene.SetAsync();
        NastyLogs.Write(scene.Logs, scene.Ledger, Groups);

        ForwarderProcess forwarder = scene.Forward(("SlsSyslog__Source__EndAt", "Latest"), ("SLS_LOG_FILE", "/dev/full"));

        Assert.Equal(0, await forwarder.WaitForExitAsync());
        Assert.True(scene.Ledger.IsComplete, $"{scene.Ledger.Report()}\n{forwarder.Output}");
        Assert.Single(forwarder.Output.Split('\n'), line => line.Contains("The log file cannot be written", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", forwarder.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forwarder_TerminatedBeforeItsEnd_SaysSoAndExitsWithThree()
    {
        await using Scene scene = await Scene.SetAsync();
        NastyLogs.Write(scene.Logs, scene.Ledger, Groups);

        ForwarderProcess forwarder = scene.Forward(("SlsSyslog__Source__EndAt", "2099-01-01T00:00:00Z"));
        await scene.CommittedAsync();
        forwarder.Terminate();

        Assert.Equal(3, await forwarder.WaitForExitAsync());
        Assert.Contains("Route default stopped before EndAt, 2099-01-01T00:00:00Z.", forwarder.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forwarder_TerminalIsClosed_DrainsCommitsAndExitsWithZero()
    {
        await using Scene scene = await Scene.SetAsync(bytesPerSecond: SlowBytesPerSecond);
        NastyLogs.Write(scene.Logs, scene.Ledger, Groups);

        ForwarderProcess forwarder = scene.Forward();
        await scene.ReceivedAsync(100);
        forwarder.Signal("HUP");

        Assert.Equal(0, await forwarder.WaitForExitAsync());
        Assert.Contains("stopped:", forwarder.Output, StringComparison.Ordinal);
        scene.AssertNoCheckpointIsAhead();
    }

    [Fact]
    public async Task Forwarder_TerminatedWhileReceiverIsDown_ExitsWithThreeAndTheNextRunDeliversAll()
    {
        await using Scene scene = await Scene.SetAsync(bytesPerSecond: SlowBytesPerSecond);
        NastyLogs.Write(scene.Logs, scene.Ledger, Groups);

        ForwarderProcess forwarder = scene.Forward(("SlsSyslog__Source__DrainTimeout", "00:00:02"));
        await scene.ReceivedAsync(500);
        scene.Siem.Refuse();
        scene.Siem.Reset();
        forwarder.Terminate();
        Assert.Equal(3, await forwarder.WaitForExitAsync());
        scene.AssertNoCheckpointIsAhead();

        scene.Siem.Accept();
        scene.Siem.LimitRate(null);
        scene.Forward();
        await scene.CompleteAsync();
        await scene.CommittedAsync();
    }
}
