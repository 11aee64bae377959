using System.Text.Json;
using Microsoft.Extensions.Hosting;
using SlsSyslog.Testing;

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

    private static int Delivered(DirectoryInfo folder) => LedgerVerifier.Verify(folder.FullName, "audit").Files
        .SelectMany(File.ReadLines)
        .Sum(line => JsonDocument.Parse(line).RootElement.GetProperty("delivered").GetInt32());
}
