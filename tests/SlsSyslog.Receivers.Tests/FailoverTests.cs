using SlsSyslog.Transports;

namespace SlsSyslog.Receivers.Tests;

/// <summary>The first of two servers is killed under load, the second takes over, and the first takes over again after its restart.</summary>
public sealed class FailoverTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Rsyslog_FirstServerIsKilledAndRestarted_LosesNothing()
    {
        await using RsyslogDaemon first = await RsyslogDaemon.StartAsync(new() { Queue = QueueKind.Direct });
        await using RsyslogDaemon second = await RsyslogDaemon.StartAsync(new() { Queue = QueueKind.Direct });
        (ReceivedLog ofFirst, ReceivedLog ofSecond) = (first.OpenLog(), second.OpenLog());
        TcpTransportOptions options = new()
        {
            Servers = [Senders.Server(SyslogScheme.Tcp, first, "tcp"), Senders.Server(SyslogScheme.Tcp, second, "tcp")],
            FailBackAfter = TimeSpan.FromSeconds(1),
        };
        await using TcpTransport transport = new(options);
        using ResendingFlow flow = new(transport);
        using CancellationTokenSource deadline = new(Patience);
        using CancellationTokenSource stop = new();
        Task sending = Task.Run(() => flow.RunAsync(stop.Token, deadline.Token));

        await UntilAsync(() => flow.Confirmed > 0);
        first.Kill();
        await UntilAsync(() => ofSecond.ReadNow("tcp").Count > 0);
        await first.RestartAsync();
        int before = ofFirst.ReadNow("tcp").Count;
        await UntilAsync(() => ofFirst.ReadNow("tcp").Count > before);
        int confirmed = flow.Confirmed;
        await UntilAsync(() => flow.Confirmed > confirmed);
        await stop.CancelAsync();
        await sending;

        (int lost, _) = flow.Compare([.. ofFirst.ReadNow("tcp"), .. ofSecond.ReadNow("tcp")]);
        Assert.Equal(0, lost);

        async Task UntilAsync(Func<bool> condition)
        {
            while (!condition() && !sending.IsCompleted)
            {
                await Task.Delay(50, deadline.Token);
            }
        }
    }
}
