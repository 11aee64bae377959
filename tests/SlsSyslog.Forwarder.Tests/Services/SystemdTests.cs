namespace SlsSyslog.Forwarder.Tests;

/// <summary>What the program sends to systemd: that it is ready, what it does, that it lives, and that it stops.</summary>
public sealed class SystemdTests
{
    private const string Ready = "READY=1";
    private const string Stopping = "STOPPING=1";
    private const string Alive = "WATCHDOG=1";
    private const int SlowBytesPerSecond = 300_000;

    [Fact]
    public async Task Forwarder_NotifySocketIsSet_ReportsReadinessStatusLifeAndStop()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "systemd does not run on Windows.");
        using NotifySocket systemd = new();
        await using Scene scene = await Scene.SetAsync(shards: 1);
        NastyLogs.Write(scene.Logs, scene.Ledger, 10);
        ForwarderProcess forwarder = scene.Forward(("NOTIFY_SOCKET", systemd.Path), ("WATCHDOG_USEC", "1000000"));

        await scene.HoldsAsync(() => systemd.Count(Ready) == 1, Ready);
        await scene.HoldsAsync(() => systemd.Count(Alive) >= 3, Alive);
        await scene.HoldsAsync(() => systemd.Messages.Any(text => text.StartsWith("STATUS=default running: ", StringComparison.Ordinal)), "STATUS");
        await scene.CommittedAsync();
        forwarder.Terminate();

        Assert.Equal(0, await forwarder.WaitForExitAsync());
        await scene.HoldsAsync(() => systemd.Count(Stopping) == 1, Stopping);
        string[] messages = systemd.Messages;
        Assert.True(Array.IndexOf(messages, Ready) < Array.IndexOf(messages, Stopping));
    }

    [Fact]
    public async Task Forwarder_SlsAndSiemAreDown_StillLives()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "systemd does not run on Windows.");
        using NotifySocket systemd = new();
        await using Scene scene = await Scene.SetAsync(shards: 1);
        ForwarderProcess forwarder = scene.Forward(("NOTIFY_SOCKET", systemd.Path), ("WATCHDOG_USEC", "500000"));
        await scene.HoldsAsync(() => systemd.Count(Ready) == 1, Ready);
        scene.Siem.Refuse();
        await scene.Sls.DisposeAsync();
        await scene.HoldsAsync(() => forwarder.Output.Contains("warn:", StringComparison.Ordinal), "the outage is logged");

        int before = systemd.Count(Alive);
        await scene.HoldsAsync(() => systemd.Count(Alive) >= before + 8, Alive);
        Assert.False(forwarder.HasExited);
    }

    [Fact]
    public async Task Forwarder_DrainTakesLong_LivesUntilItEnds()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "systemd does not run on Windows.");
        using NotifySocket systemd = new();
        await using Scene scene = await Scene.SetAsync(shards: 1, bytesPerSecond: SlowBytesPerSecond);
        NastyLogs.Write(scene.Logs, scene.Ledger, 100);
        ForwarderProcess forwarder = scene.Forward(("NOTIFY_SOCKET", systemd.Path), ("WATCHDOG_USEC", "400000"));
        await scene.ReceivedAsync(20);

        forwarder.Terminate();
        await scene.HoldsAsync(() => systemd.Count(Stopping) == 1, Stopping);
        await forwarder.WaitForExitAsync();

        string[] messages = systemd.Messages;
        Assert.Contains(Alive, messages[Array.IndexOf(messages, Stopping)..]);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("nonsense")]
    public async Task Forwarder_WatchdogIsOfAnotherProcess_IsNotFed(string pid)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "systemd does not run on Windows.");
        using NotifySocket systemd = new();
        await using Scene scene = await Scene.SetAsync(shards: 1);
        NastyLogs.Write(scene.Logs, scene.Ledger, 10);
        ForwarderProcess forwarder = scene.Forward(("NOTIFY_SOCKET", systemd.Path), ("WATCHDOG_USEC", "200000"), ("WATCHDOG_PID", pid));
        await scene.CommittedAsync();
        forwarder.Terminate();

        Assert.Equal(0, await forwarder.WaitForExitAsync());
        Assert.Equal(1, systemd.Count(Ready));
        Assert.Equal(0, systemd.Count(Alive));
    }
}
