using System.Globalization;
using SlsSyslog.Testing;

namespace SlsSyslog.FunctionCompute.Tests;

/// <summary>Forwards a thousand ranges of four shards with the process of the sample, and injects faults.</summary>
public sealed class ThousandInvocationsTests
{
    private const int Shards = 4;
    private const int RangesPerShard = 250;
    private const int LogsPerRange = 4;

    // Rounds without a fault end far earlier on any machine. Rounds that must exceed their limit have a short one.
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Invoke_AThousandTimesWithFailuresTimeOutsAndFreezes_LosesNothingAndReportsEveryFailure()
    {
        await using FunctionScene scene = await FunctionScene.SetAsync(Shards);
        for (int shard = 0; shard < Shards; shard++)
        {
            scene.Write(shard, RangesPerShard, LogsPerRange);
        }

        using FunctionProcess function = new(
            ("SYSLOG_HOST", "127.0.0.1"), ("SYSLOG_PORT", scene.Siem.Port.ToString(CultureInfo.InvariantCulture)));
        Run run = new(scene, function, scene.TriggerOptions(await function.ListeningAsync(), Ample, maxGroups: 1));
        for (int round = 1; !run.Trigger.IsCaughtUp; round++)
        {
            Assert.True(round < 2 * RangesPerShard, $"not caught up. {scene.Ledger.Report()}\n{function.Output}");
            await run.RoundAsync(FaultOf(round));
        }

        Assert.True(scene.Ledger.IsComplete, scene.Ledger.Report().ToString());
        Assert.Empty(scene.Logs.ConsumerGroups);
        Assert.Equal(Shards * RangesPerShard, run.Trigger.Invocations.Count(invocation => invocation.IsSuccess));
        Assert.Contains(run.Trigger.Invocations, invocation => invocation.Status == 404);
        Assert.Contains(run.Trigger.Invocations, invocation => invocation.Status == 0);
        function.Terminate();
        Assert.Equal(0, await function.WaitForExitAsync());
    }

    // Faults that last until the time limit are rare. The numbers have no common factor, so that each fault follows each other one.
    private static Fault FaultOf(int round) => round switch
    {
        _ when round % 83 == 0 => Fault.Refusing,
        _ when round % 97 == 0 => Fault.Stalled,
        _ when round % 101 == 0 => Fault.FrozenPastTheLimit,
        _ when round % 29 == 0 => Fault.FrozenDuringAndReset,
        _ when round % 23 == 0 => Fault.FrozenDuring,
        _ when round % 11 == 0 => Fault.Reset,
        _ when round % 7 == 0 => Fault.FrozenBetween,
        _ => Fault.None,
    };

    private enum Fault
    {
        None,
        Reset,
        Refusing,
        Stalled,
        FrozenBetween,
        FrozenDuring,
        FrozenDuringAndReset,
        FrozenPastTheLimit,
    }

    private sealed class Run(FunctionScene scene, FunctionProcess function, FunctionTriggerOptions options)
    {
        private readonly int[] _done = new int[Shards];

        public FunctionTrigger Trigger { get; } = scene.Trigger(options);

        public async Task RoundAsync(Fault fault)
        {
            bool mustFail = fault is Fault.Refusing or Fault.Stalled or Fault.FrozenPastTheLimit;
            options.TimeLimit = mustFail ? Short : Ample;
            FunctionInvocation?[] fired = await FireAsync(fault);
            for (int shard = 0; shard < Shards; shard++)
            {
                if (fired[shard] is not { } invocation)
                {
                    continue;
                }

                // Success and failure are reported as the service expects them. Without a response, the time limit was exceeded.
                Assert.True(
                    (invocation.Status, invocation.FunctionStatus) is (200, "200") or (404, "404") or (0, ""), $"{invocation}\n{function.Output}");
                Assert.False(mustFail && invocation.IsSuccess, $"{fault}: {invocation}\n{function.Output}");
            }
        }

        private async Task<FunctionInvocation?[]> FireAsync(Fault fault)
        {
            switch (fault)
            {
                case Fault.Reset:
                    scene.Siem.CutAfter(bytes: 100, withReset: true);
                    return await FireAllAsync();

                case Fault.Refusing:
                    scene.Siem.Refuse();
                    FunctionInvocation?[] refused = await FireAllAsync();
                    scene.Siem.Accept();
                    return refused;

                case Fault.Stalled:
                    scene.Siem.Stall();
                    FunctionInvocation?[] stalled = await FireAllAsync();
                    scene.Siem.Resume();
                    return stalled;

                case Fault.FrozenBetween:
                    // The next event resumes the process, as in the service.
                    function.Freeze();
                    scene.Siem.Reset();
                    Task<FunctionInvocation?[]> woken = FireAllAsync();
                    function.Thaw();
                    return await woken;

                case Fault.FrozenDuring or Fault.FrozenDuringAndReset:
                    return await FreezeDuringAsync(fault == Fault.FrozenDuringAndReset);

                case Fault.FrozenPastTheLimit:
                    scene.Siem.Stall();
                    Task<FunctionInvocation?[]> pending = await BeginAsync();
                    function.Freeze();
                    FunctionInvocation?[] unanswered = await pending;
                    scene.Siem.Resume();
                    function.Thaw();
                    return unanswered;

                default:
                    return await FireAllAsync();
            }
        }

        // A receiver that reads nothing blocks the invocations, so that they are active during the freeze.
        private async Task<FunctionInvocation?[]> FreezeDuringAsync(bool withReset)
        {
            scene.Siem.Stall();
            Task<FunctionInvocation?[]> fired = await BeginAsync();
            function.Freeze();
            Assert.False(fired.IsCompleted);
            if (withReset)
            {
                scene.Siem.Reset();
            }

            scene.Siem.Resume();
            function.Thaw();
            return await fired;
        }

        private Task<FunctionInvocation?[]> FireAllAsync() =>
            Task.WhenAll(Enumerable.Range(0, Shards).Select(FireAndCheckAsync));

        // The records of a successful invocation have arrived when it responds, not only at the end.
        private async Task<FunctionInvocation?> FireAndCheckAsync(int shard)
        {
            FunctionInvocation? invocation = await Trigger.InvokeAsync(shard);
            if (invocation?.IsSuccess == true)
            {
                _done[shard]++;
                Assert.True(
                    scene.Ledger.CompleteUpTo(shard) >= _done[shard] * LogsPerRange,
                    $"{invocation} responded too early. {scene.Ledger.Report()}\n{function.Output}");
            }

            return invocation;
        }

        // Completes when the process has started one of them. The inner task completes when all have ended.
        private async Task<Task<FunctionInvocation?[]>> BeginAsync()
        {
            int before = function.Started;
            Task<FunctionInvocation?[]> fired = FireAllAsync();
            using CancellationTokenSource deadline = new(StartTimeout);
            while (function.Started == before)
            {
                await Task.Delay(1, deadline.Token);
            }

            return fired;
        }
    }
}
