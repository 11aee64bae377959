using System.Text.Json;
using Microsoft.Extensions.Hosting;
using SlsSyslog.Serialization;
using SlsSyslog.Testing;
using SlsSyslog.Transports;

namespace SlsSyslog.Tests;

public sealed class LedgerDeliveryTests
{
    [Fact]
    public async Task Host_WithALedger_WritesEveryRecordBeforeTheCheckpoint()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ledger-");
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        EmulatorLogstore logs = TestHost.CreateLogstore(sls);
        await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync(new SyslogCaptureOptions());
        TestHost.Append(logs, 0, 500);
        using (IHost host = TestHost.Build(builder => builder.AddRoute("audit", route => route
            .Read(sls, "siem")
            .WriteLedger(ledger => (ledger.Folder, ledger.Interval) = (folder.FullName, TimeSpan.FromSeconds(1)))
            .ToTcp("127.0.0.1", siem.Port))))
        {
            await host.StartAsync();
            await Eventually.TrueAsync(() => siem.Messages.Count >= 500);
            await Eventually.TrueAsync(() => logs.FindConsumerGroup("siem")?.Checkpoints.Single().Cursor == logs.Shards[0].EndCursor);
            Assert.Equal(500, Delivered(folder));
            TestHost.Append(logs, 500, 100);
            await Eventually.TrueAsync(() => siem.Messages.Count >= 600);
            await host.StopAsync();
        }

        Assert.Equal(600, Delivered(folder));
        Assert.True(LedgerVerifier.Verify(folder.FullName, "audit").IsIntact);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Host_TwoDestinationsWithALedger_EachHasASeparateOneAndTheCheckpointIsStored()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ledger-");
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        EmulatorLogstore logs = TestHost.CreateLogstore(sls);
        await using SyslogCaptureServer all = await SyslogCaptureServer.StartAsync();
        await using SyslogCaptureServer seven = await SyslogCaptureServer.StartAsync();
        TestHost.Append(logs, 0, 300);
        using (IHost host = TestHost.Build(builder => builder
            .UseDeadLetterHandler<MemoryDeadLetters>()
            .AddRoute("audit", route => route.Read(sls, "siem")
                .WriteLedger(ledger => (ledger.Folder, ledger.Interval) = (folder.FullName, TimeSpan.FromSeconds(1)))
                .AddDestination("all", destination => destination.Destination.Transport = To(all))
                .AddDestination("seven", destination =>
                {
                    destination.Destination.Transport = To(seven);
                    destination.When = RecordRule.Parse("""{"field": "n", "equals": "7"}""");
                }))))
        {
            await host.StartAsync();
            await Eventually.TrueAsync(() => logs.FindConsumerGroup("siem")?.Checkpoints.SingleOrDefault()?.Cursor == logs.Shards[0].EndCursor);
            await host.StopAsync();
        }

        Assert.Equal((300, 0), (Delivered(folder, "audit/all"), Sum(folder, "audit/all", "filtered")));
        Assert.Equal((1, 299), (Delivered(folder, "audit/seven"), Sum(folder, "audit/seven", "filtered")));
        Assert.True(LedgerVerifier.Verify(folder.FullName, "audit/all").IsIntact);
        Assert.True(LedgerVerifier.Verify(folder.FullName, "audit/seven").IsIntact);
        folder.Delete(recursive: true);
    }

    private static TcpTransportOptions To(SyslogCaptureServer server) =>
        new() { Servers = [new SyslogServer(SyslogScheme.Tcp, "127.0.0.1", server.Port)], SettleWindow = TimeSpan.FromMilliseconds(100) };

    private static int Delivered(DirectoryInfo folder, string route = "audit") => Sum(folder, route, "delivered");

    private static int Sum(DirectoryInfo folder, string route, string member) => LedgerVerifier.Verify(folder.FullName, route).Files
        .SelectMany(File.ReadLines)
        .Sum(line => JsonDocument.Parse(line).RootElement.GetProperty(member).GetInt32());
}
