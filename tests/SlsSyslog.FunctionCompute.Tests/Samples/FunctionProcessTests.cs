using System.Globalization;
using SlsSyslog.Testing;

namespace SlsSyslog.FunctionCompute.Tests;

public sealed class FunctionProcessTests
{
    [Fact]
    public async Task Function_FiredAndFrozenInBetween_DeliversAllAndEndsWithZero()
    {
        await using FunctionScene scene = await FunctionScene.SetAsync(shards: 2);
        scene.Write(0, groups: 20);
        scene.Write(1, groups: 20);
        using FunctionProcess function = Start(scene);
        FunctionTrigger trigger = scene.Trigger(await function.ListeningAsync(), TimeSpan.FromSeconds(20), maxGroups: 5);

        for (int round = 0; !trigger.IsCaughtUp; round++)
        {
            Assert.True(round < 20, $"{scene.Ledger.Report()}\n{function.Output}");
            FunctionInvocation? between = await trigger.InvokeAsync(0);
            Assert.True(between is null or { IsSuccess: true }, $"{between}\n{function.Output}");

            // Frozen between two invocations, its connections to the receiver gone meanwhile; the event wakes it.
            function.Freeze();
            scene.Siem.Reset();
            Task<FunctionInvocation?> during = trigger.InvokeAsync(1);
            function.Thaw();
            FunctionInvocation? thawed = await during;
            Assert.True(thawed is null or { IsSuccess: true }, $"{thawed}\n{function.Output}");
        }

        Assert.True(scene.Ledger.IsComplete, $"{scene.Ledger.Report()}\n{function.Output}");
        function.Terminate();
        Assert.Equal(0, await function.WaitForExitAsync());
        foreach (FunctionInvocation invocation in trigger.Invocations)
        {
            Assert.Contains($"FC Invoke Start RequestId: {invocation.RequestId}\n", function.Output + '\n', StringComparison.Ordinal);
            Assert.Contains($"FC Invoke End RequestId: {invocation.RequestId}\n", function.Output + '\n', StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Function_FrozenOverItsTimeLimit_FailsAndTheSameRangeComesAgain()
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        scene.Write(0, groups: 5);
        using FunctionProcess function = Start(scene);
        FunctionTrigger trigger = scene.Trigger(await function.ListeningAsync(), TimeSpan.FromSeconds(3));

        function.Freeze();
        FunctionInvocation? frozen = await trigger.InvokeAsync(0);
        function.Thaw();
        Assert.False(frozen!.IsSuccess);
        Assert.False(trigger.IsCaughtUp);

        FunctionInvocation? again = await trigger.InvokeAsync(0);
        Assert.True(again!.IsSuccess, $"{again}\n{function.Output}");
        Assert.Equal((frozen.BeginCursor, frozen.EndCursor), (again.BeginCursor, again.EndCursor));
        Assert.True(scene.Ledger.IsComplete, $"{scene.Ledger.Report()}\n{function.Output}");
    }

    [Fact]
    public async Task Function_WrongSettings_EndsWithTwoAndNamesTheVariable()
    {
        using FunctionProcess function = new(("SYSLOG_HOST", "siem.corp"), ("SYSLOG_PROTOCOL", "pigeon"));

        Assert.Equal(2, await function.WaitForExitAsync());
        Assert.Contains("SYSLOG_PROTOCOL", function.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("SlsSyslog:Source", function.Output, StringComparison.Ordinal);
    }

    private static FunctionProcess Start(FunctionScene scene) => new(
        ("SYSLOG_HOST", "127.0.0.1"),
        ("SYSLOG_PORT", scene.Siem.Port.ToString(CultureInfo.InvariantCulture)),
        ("SYSLOG_PROTOCOL", "tcp"));
}
