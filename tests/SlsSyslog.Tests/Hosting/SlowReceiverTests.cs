using Microsoft.Extensions.Hosting;
using SlsSyslog.Testing;
using SlsSyslog.Transports;

namespace SlsSyslog.Tests;

/// <summary>A slow receiver gets everything once and everything is committed, at every level, with and without replaced connections.</summary>
public sealed class SlowReceiverTests
{
    private const int Logs = 1000;
    private const int BytesPerSecond = 120_000;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly string Filler = new('x', 400);

    [Theory]
    [InlineData(DeliveryConfirmation.Written, false)]
    [InlineData(DeliveryConfirmation.Written, true)]
    [InlineData(DeliveryConfirmation.KernelAcknowledged, false)]
    [InlineData(DeliveryConfirmation.KernelAcknowledged, true)]
    [InlineData(DeliveryConfirmation.ReceiverDrained, false)]
    [InlineData(DeliveryConfirmation.ReceiverDrained, true)]
    public async Task Host_SlowReceiver_CommitsEverythingAndSendsItOnce(DeliveryConfirmation confirmation, bool rotates)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Only Linux reports the progress of the receiver.");
        }

        await CommitsEverythingAsync(CaptureTransport.Tcp, (route, port) => route.ToTcp("127.0.0.1", port, tcp =>
        {
            tcp.Confirmation = confirmation;
            tcp.SendBufferBytes = 64 * 1024;
            tcp.DrainTimeout = TimeSpan.FromSeconds(1); // less than the receiver takes for what the buffers hold
            tcp.SettleWindow = TimeSpan.FromMilliseconds(200);
            tcp.RotateAfter = rotates ? TimeSpan.FromSeconds(1) : null;
            tcp.RotateAfterBytes = rotates ? 100_000 : null;
        }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Host_SlowRelpReceiver_CommitsEverythingAndSendsItOnce(bool rotates) =>
        await CommitsEverythingAsync(CaptureTransport.Relp, (route, port) => route.ToRelp("127.0.0.1", port, relp =>
        {
            relp.SendBufferBytes = 64 * 1024;
            relp.DrainTimeout = TimeSpan.FromSeconds(1);
            relp.RotateAfter = rotates ? TimeSpan.FromSeconds(1) : null;
        }));

    private static async Task CommitsEverythingAsync(CaptureTransport protocol, Action<RouteBuilder, int> send)
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync(
            new SyslogCaptureOptions { Transport = protocol, ReceiveBufferBytes = 32 * 1024 });

        siem.LimitRate(BytesPerSecond);
        EmulatorLogstore logs = TestHost.CreateLogstore(sls);
        foreach (int[] group in Enumerable.Range(0, Logs).Chunk(100))
        {
            logs.Append(0, new EmulatorLogGroup([.. group.Select(n => new EmulatorLog(1_768_464_550, ("n", $"{n}"), ("filler", Filler)))]));
        }

        using IHost host = TestHost.Build(builder => builder.AddRoute("siem", route => send(route.Read(sls, "siem"), siem.Port)));

        await host.StartAsync();
        await siem.WaitForAsync(Logs, Timeout);
        await Eventually.TrueAsync(() => logs.FindConsumerGroup("siem")!.Checkpoints.Single().Cursor == logs.Shards[0].EndCursor);
        await host.StopAsync();

        Assert.Equal(Logs, siem.Messages.Count);
        Assert.Equal(Logs, siem.Messages.Select(message => message.Text).Distinct().Count());
    }
}
