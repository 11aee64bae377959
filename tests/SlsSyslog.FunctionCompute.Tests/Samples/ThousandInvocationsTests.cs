using System.Globalization;
using SlsSyslog.Testing;

namespace SlsSyslog.FunctionCompute.Tests;

/// <summary>A thousand ranges over four shards through the sample's process, with everything that goes wrong in between.</summary>
public sealed class ThousandInvocationsTests
{
    private const int Shards = 4;
    private const int RangesPerShard = 250;
    private const int LogsPerRange = 4;

    // Rounds with no other trouble end far below it on any machine; rounds that shall run into their limit have a short one.
    private static readonly TimeSpan Room = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

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
        Run run = new(scene, function, scene.TriggerOptions(await function.ListeningAsync(), Room, maxGroups: 1));
        for (int round = 1; !run.Trigger.IsCaughtUp; round++)
        {
            Assert.True(round < 2 * RangesPerShard, $"not caught up. {scene.Ledger.Report()}\n{function.Output}");
            await run.RoundAsync(TroubleOf(round));
        }

        Assert.True(scene.Ledger.IsComplete, scene.Ledger.Report().ToString());
        Assert.Empty(scene.Logs.ConsumerGroups);
        Assert.Equal(Shards * RangesPerShard, run.Trigger.Invocations.Count(invocation => invocation.IsSuccess));
        Assert.Contains(run.Trigger.Invocations, invocation => invocation.Status == 404);
        Assert.Contains(run.Trigger.Invocations, invocation => invocation.Status == 0);
        function.Terminate();
        Assert.Equal(0, await function.WaitForExitAsync());
    }

    // The ones that cost a time limit are few; the numbers have no common factor, so that each meets the others' aftermath.
    private static Trouble TroubleOf(int round) => round switch
    {
        _ when round % 83 == 0 => Trouble.Refusing,
        _ when round % 97 == 0 => Trouble.Stalled,
        _ when round % 101 == 0 => Trouble.FrozenPastTheLimit,
        _ when round % 29 == 0 => Trouble.FrozenDuringAndReset,
        _ when round % 23 == 0 => Trouble.FrozenDuring,
        _ when round % 11 == 0 => Trouble.Reset,
        _ when round % 7 == 0 => Trouble.FrozenBetween,
        _ => Trouble.None,
    };

    private enum Trouble
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

        public async Task RoundAsync(Trouble trouble)
        {
            bool mustFail = trouble is Trouble.Refusing or Trouble.Stalled or Trouble.FrozenPastTheLimit;
            options.TimeLimit = mustFail ? Short : Room;
            FunctionInvocation?[] fired = await FireAsync(trouble);
            for (int shard = 0; shard < Shards; shard++)
            {
                if (fired[shard] is not { } invocation)
                {
                    continue;
                }

                // Success and failure are told as the service reads them; no answer at all is its time limit.
                Assert.True(
                    (invocation.Status, invocation.FunctionStatus) is (200, "200") or (404, "404") or (0, ""), $"{invocation}\n{function.Output}");
                Assert.False(mustFail && invocation.IsSuccess, $"{trouble}: {invocation}\n{function.Output}");
            }
        }

        private async Task<FunctionInvocation?[]> FireAsync(Trouble trouble)
        {
            switch (trouble)
            {
                case Trouble.Reset:
                    scene.Siem.CutAfter(bytes: 100, withReset: true);
                    return await FireAllAsync();

                case Trouble.Refusing:
                    scene.Siem.Refuse();
                    FunctionInvocation?[] refused = await FireAllAsync();
                    scene.Siem.Accept();
                    return refused;

                case Trouble.Stalled:
                    scene.Siem.Stall();
                    FunctionInvocation?[] stalled = await FireAllAsync();
                    scene.Siem.Resume();
                    return stalled;

                case Trouble.FrozenBetween:
                    // The next event wakes it, as the service does it.
                    function.Freeze();
                    scene.Siem.Reset();
                    Task<FunctionInvocation?[]> woken = FireAllAsync();
                    function.Thaw();
                    return await woken;

                case Trouble.FrozenDuring or Trouble.FrozenDuringAndReset:
                    return await FreezeDuringAsync(trouble == Trouble.FrozenDuringAndReset);

                case Trouble.FrozenPastTheLimit:
                    scene.Siem.Stall();
                    Task<FunctionInvocation?[]> given = await BeginAsync();
                    function.Freeze();
                    FunctionInvocation?[] unanswered = await given;
                    scene.Siem.Resume();
                    function.Thaw();
                    return unanswered;

                default:
                    return await FireAllAsync();
            }
        }

        // A receiver that reads nothing holds the invocations where they are, so the freeze meets them on their way.
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

        // What was answered with success has arrived: looked at when the answer comes, not at the end.
        private async Task<FunctionInvocation?> FireAndCheckAsync(int shard)
        {
            FunctionInvocation? invocation = await Trigger.InvokeAsync(shard);
            if (invocation?.IsSuccess == true)
            {
                _done[shard]++;
                Assert.True(
                    scene.Ledger.CompleteUpTo(shard) >= _done[shard] * LogsPerRange,
                    $"{invocation} came too early. {scene.Ledger.Report()}\n{function.Output}");
            }

            return invocation;
        }

        // Until the process has begun one of them; a task in a task, since they are not to be awaited yet.
        private async Task<Task<FunctionInvocation?[]>> BeginAsync()
        {
            int before = function.Started;
            Task<FunctionInvocation?[]> fired = FireAllAsync();
            using CancellationTokenSource deadline = new(Patience);
            while (function.Started == before)
            {
                await Task.Delay(1, deadline.Token);
            }

            return fired;
        }
    }
}
