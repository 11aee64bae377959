using System.Diagnostics;
using SlsSyslog.Transports;

namespace SlsSyslog.Receivers.Tests;

/// <summary>
/// Six shards are distributed over three servers. One is killed under load: the others take over its shards. After its restart, the load is
/// even again.
/// </summary>
public sealed class LoadBalancingTests(ITestOutputHelper output)
{
    private const int Shards = 6;
    private const int Measured = 10_000;

    // With the settle window, this limits the rate: a receiver that reads more than the window later may lose what its system acknowledged.
    private const int MaxPendingSlices = 8;

    // Each shard uses each server once, however fast the servers are at the moment.
    private static readonly TimeSpan Cycle = TimeSpan.FromSeconds(3 * 5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Theory]
    [InlineData(LoadBalancing.RoundRobin)]
    [InlineData(LoadBalancing.LeastUnsettled)]
    public async Task Tcp_OneOfThreeServersIsKilledAndRestarted_LosesNothingAndIsEvenAgain(LoadBalancing balancing)
    {
        await using RsyslogDaemon first = await RsyslogDaemon.StartAsync(new() { Queue = QueueKind.Direct });
        await using RsyslogDaemon second = await RsyslogDaemon.StartAsync(new() { Queue = QueueKind.Direct });
        await using RsyslogDaemon third = await RsyslogDaemon.StartAsync(new() { Queue = QueueKind.Direct });
        RsyslogDaemon[] daemons = [first, second, third];
        await LosesNothingAsync("tcp", daemons, balancing, new TcpTransport(new()
        {
            Servers = [.. daemons.Select(daemon => Senders.Server(SyslogScheme.Tcp, daemon, "tcp"))],
            LoadBalancing = balancing,
        }));
    }

    [Fact]
    public async Task Relp_OneOfThreeServersIsKilledAndRestarted_LosesNothingAndIsEvenAgain()
    {
        await using RsyslogDaemon first = await RsyslogDaemon.StartAsync(new() { Queue = QueueKind.Direct });
        await using RsyslogDaemon second = await RsyslogDaemon.StartAsync(new() { Queue = QueueKind.Direct });
        await using RsyslogDaemon third = await RsyslogDaemon.StartAsync(new() { Queue = QueueKind.Direct });
        RsyslogDaemon[] daemons = [first, second, third];
        await LosesNothingAsync("relp", daemons, LoadBalancing.RoundRobin, new RelpTransport(new()
        {
            Servers = [.. daemons.Select(daemon => Senders.Server(SyslogScheme.Relp, daemon, "relp"))],
            LoadBalancing = LoadBalancing.RoundRobin,
        }));
    }

    private async Task LosesNothingAsync(string listener, RsyslogDaemon[] daemons, LoadBalancing balancing, IDrainableTransport transport)
    {
        ReceivedLog[] logs = [.. daemons.Select(daemon => daemon.OpenLog())];
        using CancellationTokenSource deadline = new(Patience);
        using CancellationTokenSource stop = new();
        await using IAsyncDisposable disposable = transport;
        ResendingFlow[] flows = [.. Enumerable.Range(0, Shards).Select(shard => new ResendingFlow(transport, shard, MaxPendingSlices))];
        Task sending = Task.WhenAll(flows.Select(flow => Task.Run(() => flow.RunAsync(stop.Token, deadline.Token))));

        await UntilAsync(() => logs.All(log => log.ReadNow(listener).Count > 0));
        daemons[1].Kill();
        int[] atKill = Count();
        await UntilAsync(() => Count() is [int a, _, int c] && a > atKill[0] + (Measured / 4) && c > atKill[2] + (Measured / 4));
        int[] beforeRestart = Count();
        Assert.Equal(atKill[1], beforeRestart[1]);
        await daemons[1].RestartAsync();
        await UntilAsync(() => Count()[1] > beforeRestart[1]);

        int[] start = Count();
        long restarted = Stopwatch.GetTimestamp();
        await UntilAsync(() => Count().Zip(start, (now, then) => now - then).Min() > Measured && Stopwatch.GetElapsedTime(restarted) > Cycle);
        int[] share = [.. Count().Zip(start, (now, then) => now - then)];
        await stop.CancelAsync();
        await sending;

        ReceivedMessage[] stored = [.. logs.SelectMany(log => log.ReadNow(listener))];
        int lost = flows.Sum(flow => flow.Compare(stored).Lost);
        (int confirmed, int rewinds) = (flows.Sum(flow => flow.Confirmed), flows.Sum(flow => flow.Rewinds));
        output.WriteLine("| listener | load balancing | confirmed | rewinds | share of the servers after the restart | lost |");
        output.WriteLine($"| {listener} | {balancing} | {confirmed} | {rewinds} | {string.Join(" / ", share)} | {lost} |");
        Assert.Equal(0, lost);
        int most = balancing == LoadBalancing.RoundRobin ? share.Min() * 3 / 2 : share.Min() * 4;
        Assert.InRange(share.Max(), share.Min(), most);
        Array.ForEach(flows, flow => flow.Dispose());

        int[] Count() => [.. logs.Select(log => log.ReadNow(listener).Count)];

        async Task UntilAsync(Func<bool> condition)
        {
            while (!condition() && !sending.IsCompleted)
            {
                await Task.Delay(50, deadline.Token);
            }
        }
    }
}
