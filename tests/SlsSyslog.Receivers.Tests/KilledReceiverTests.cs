using System.Globalization;
using SlsSyslog.Transports;

namespace SlsSyslog.Receivers.Tests;

/// <summary>
/// rsyslog is killed with SIGKILL under load and restarted several times. Everything that was confirmed must be stored, with every
/// confirmation that promises it. SLSSYSLOG_KILLS sets the number of kills. The default is 2; the table in docs/delivery.md uses 10.
/// </summary>
public sealed class KilledReceiverTests(ITestOutputHelper output)
{
    private static readonly int Kills =
        int.Parse(Environment.GetEnvironmentVariable("SLSSYSLOG_KILLS") ?? "2", CultureInfo.InvariantCulture);

    [Fact]
    public Task Tcp_KernelAcknowledgedAndSettled_LosesNothing() =>
        LosesNothingAsync("tcp", rsyslog => Senders.Tcp(rsyslog, "tcp"));

    [Fact]
    public Task Tls_KernelAcknowledgedAndSettled_LosesNothing() =>
        LosesNothingAsync("ossl-anon", rsyslog => Senders.Tls(rsyslog, "ossl-anon"));

    [Fact]
    public Task Tcp_ReceiverDrained_LosesNothing() =>
        LosesNothingAsync("tcp", rsyslog => Senders.Tcp(rsyslog, "tcp", confirmation: DeliveryConfirmation.ReceiverDrained));

    [Fact]
    public Task Relp_PeerAcknowledged_LosesNothing() =>
        LosesNothingAsync("relp", rsyslog => Senders.Relp(rsyslog, "relp"));

    private async Task LosesNothingAsync(string listener, Func<RsyslogDaemon, IDrainableTransport> connect)
    {
        int seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        await using RsyslogDaemon rsyslog = await RsyslogDaemon.StartAsync(new() { Queue = QueueKind.Direct });
        ReceivedLog received = rsyslog.OpenLog();
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(30 + (20 * Kills)));
        using CancellationTokenSource stop = new();
        await using IDrainableTransport transport = connect(rsyslog);
        using ResendingFlow flow = new(transport);

        Task sending = Task.Run(() => flow.RunAsync(stop.Token, deadline.Token));
        await KillRepeatedlyAsync(rsyslog, flow, sending, new Random(seed), deadline.Token);
        await stop.CancelAsync();
        await sending;

        (int lost, int repeated) = flow.Compare(received.ReadNow(listener));
        output.WriteLine("| listener | kills | sent | confirmed | rewinds | repeated | lost |");
        output.WriteLine($"| {listener} | {Kills} | {flow.Sent} | {flow.Confirmed} | {flow.Rewinds} | {repeated} | {lost} |");
        Assert.Equal(0, lost);
        Assert.True(flow.Confirmed > 0, "Nothing was confirmed, so the test proves nothing.");
    }

    private static async Task KillRepeatedlyAsync(
        RsyslogDaemon rsyslog, ResendingFlow flow, Task sending, Random random, CancellationToken deadline)
    {
        for (int kill = 0; kill < Kills; kill++)
        {
            // At a random time after something was confirmed since the last start.
            int confirmed = flow.Confirmed;
            while (flow.Confirmed == confirmed && !sending.IsCompleted)
            {
                await Task.Delay(20, deadline);
            }

            await Task.Delay(random.Next(400), deadline);
            rsyslog.Kill();
            await rsyslog.RestartAsync();
        }
    }
}
