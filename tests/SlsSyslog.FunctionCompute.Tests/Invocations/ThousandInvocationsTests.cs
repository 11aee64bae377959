using Microsoft.Extensions.Logging.Abstractions;
using SlsSyslog.Testing;
using SlsSyslog.Transports;

namespace SlsSyslog.FunctionCompute.Tests;

public sealed class ThousandInvocationsTests
{
    private const int Shards = 4;
    private const int RangesPerShard = 250;
    private const int LogsPerRange = 4;

    // A refusing receiver and a stalled one each cost a time limit; resets cost none. Every so many rounds.
    private const int RefuseEvery = 83;
    private const int StallEvery = 101;
    private const int ResetEvery = 9;

    [Fact]
    public async Task Invoke_AThousandTimesWithAFailingReceiver_LosesNothingAndReportsEveryFailure()
    {
        await using FunctionScene scene = await FunctionScene.SetAsync(Shards);
        for (int shard = 0; shard < Shards; shard++)
        {
            scene.Write(shard, RangesPerShard, LogsPerRange);
        }

        Uri function = await scene.ServeAsync(compose: forwarding => forwarding.ConfigureRoute(
            SlsSyslogOptions.DefaultRouteName, route => route.ToTransport(_ => Transport(scene.Siem.Port))));
        FunctionTrigger trigger = scene.Trigger(function, TimeSpan.FromSeconds(2), maxGroups: 1);
        for (int round = 1; !trigger.IsCaughtUp; round++)
        {
            Assert.True(round < 2 * RangesPerShard, $"not caught up. {scene.Ledger.Report()}");
            using IDisposable? trouble = Trouble(scene.Siem, round);
            await Task.WhenAll(scene.Logs.Shards.Select(shard => FireAndCheckAsync(scene, trigger, shard.Id)));
        }

        Assert.True(scene.Ledger.IsComplete, scene.Ledger.Report().ToString());
        Assert.Empty(scene.Logs.ConsumerGroups);
        Assert.True(trigger.Invocations.Count >= Shards * RangesPerShard);
        Assert.Contains(trigger.Invocations, invocation => !invocation.IsSuccess);
        Assert.All(trigger.Invocations, invocation => Assert.Contains(invocation.Status, (int[])[200, 404]));
    }

    // What was answered with success has arrived: looked at when the answer comes, not at the end.
    private static async Task FireAndCheckAsync(FunctionScene scene, FunctionTrigger trigger, int shard)
    {
        int before = trigger.Invocations.Count(invocation => invocation.Shard == shard && invocation.IsSuccess);
        FunctionInvocation? invocation = await trigger.InvokeAsync(shard);
        if (invocation?.IsSuccess == true)
        {
            Assert.True(scene.Ledger.CompleteUpTo(shard) >= (before + 1) * LogsPerRange, $"{invocation} came too early. {scene.Ledger.Report()}");
        }
    }

    // Failures come far more often here than in life; the pauses behind them are kept short, so that the test ends in time.
    private static TcpTransport Transport(int port)
    {
        TcpTransportOptions options = new()
        {
            Servers = [new SyslogServer(SyslogScheme.Tcp, "127.0.0.1", port)],
            ReconnectDelay = TimeSpan.FromMilliseconds(20),
            MaxReconnectDelay = TimeSpan.FromMilliseconds(200),
        };
        return new TcpTransport(options, TimeProvider.System, NullLogger<TcpTransport>.Instance);
    }

    private static Undo? Trouble(SyslogCaptureServer siem, int round)
    {
        if (round % RefuseEvery == 0)
        {
            siem.Refuse();
            return new Undo(siem.Accept);
        }

        if (round % StallEvery == 0)
        {
            siem.Stall();
            return new Undo(siem.Resume);
        }

        if (round % ResetEvery == 0)
        {
            siem.CutAfter(bytes: 100, withReset: true);
        }

        return null;
    }

    private sealed class Undo(Action undo) : IDisposable
    {
        public void Dispose() => undo();
    }
}
