using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SlsSyslog.ConsumerGroups;
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

        Assert.Equal((600, 600), (Delivered(folder), Sum(folder, "audit", "frames")));
        Assert.Equal(siem.Messages.Sum(FrameLength), Sum(folder, "audit", "bytes"));
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

    [Fact]
    public async Task Host_ShardIsSplitAndMerged_TheLedgerContainsEveryPartOfEachShardOnce()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ledger-");
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        EmulatorLogstore logs = TestHost.CreateLogstore(sls);
        await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync();
        Append(logs, 0, 200);
        using (IHost host = TestHost.Build(builder => builder
            .UseDeadLetterHandler<MemoryDeadLetters>()
            .AddRoute("audit", route => route.Read(sls, "siem")
                .WriteLedger(ledger => (ledger.Folder, ledger.Interval) = (folder.FullName, TimeSpan.FromSeconds(1)))
                .ToTcp("127.0.0.1", siem.Port, tcp => tcp.SettleWindow = TimeSpan.FromMilliseconds(100)))))
        {
            await host.StartAsync();
            await Eventually.TrueAsync(() => siem.Messages.Count >= 100);
            IReadOnlyList<EmulatorShard> split = logs.Split(0);
            Append(logs, split[1].Id, 150);
            Append(logs, split[2].Id, 150);
            await Eventually.TrueAsync(() => siem.Messages.Count >= 400, deadline: TimeSpan.FromSeconds(60));
            int merged = logs.Merge(split[1].Id)[0].Id;
            Append(logs, merged, 100);
            await Eventually.TrueAsync(() => siem.Messages.Count >= 600, deadline: TimeSpan.FromSeconds(60));
            await host.StopAsync();
        }

        Assert.Equal(600, siem.Messages.Count);
        Assert.Equal(600, Delivered(folder));
        Assert.True(LedgerVerifier.Verify(folder.FullName, "audit").IsIntact);
        Assert.Equal(4, logs.Shards.Count);
        foreach (EmulatorShard shard in logs.Shards)
        {
            string position = shard.BeginCursor;
            foreach (JsonElement line in Lines(folder, "audit").Where(line => Text(line, "shard") == $"{shard.Id}"))
            {
                Assert.Equal(position, Text(line, "first_cursor"));
                position = Text(line, "last_cursor");
            }

            Assert.Equal(shard.EndCursor, position);
        }

        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(LedgerFullPolicy.Hold)]
    [InlineData(LedgerFullPolicy.Report)]
    public async Task Host_RunWithAnEndAndTheDiskOfTheLedgerIsFull_HoldIsNotASuccess(LedgerFullPolicy policy)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ledger-");
        await using SmallDisk? disk = await SmallDisk.TryMountAsync(folder.FullName);
        Assert.SkipWhen(disk is null, "Mounting a file system is not permitted.");
        string filler = Path.Combine(disk.Folder, "filler");
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        EmulatorLogstore logs = TestHost.CreateLogstore(sls);
        await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync();
        TestHost.Append(logs, 0, 100);
        using IHost host = TestHost.Build(builder => builder.UseDeadLetterHandler<MemoryDeadLetters>().AddRoute("audit", route => route
            .Read(sls, "siem")
            .FromConsumerGroup(source => source.EndAt = ShardPosition.Latest)
            .WriteLedger(ledger => (ledger.Folder, ledger.WhenFull) = (disk.Folder, policy))
            .ToTcp("127.0.0.1", siem.Port)));
        _ = host.Services.GetRequiredService<IOptions<SlsSyslogOptions>>().Value; // the folder can be written at the start
        await SmallDisk.FillAsync(filler);
        await host.StartAsync();
        IForwardingResult result = host.Services.GetRequiredService<IForwardingResult>();
        await siem.WaitForAsync(100, TimeSpan.FromSeconds(60));
        if (policy == LedgerFullPolicy.Hold)
        {
            ISlsSyslogRoute audit = host.Services.GetRequiredKeyedService<ISlsSyslogRoute>("audit");
            await Eventually.TrueAsync(() => audit.GetStatus()[0].Shards.Any(shard => shard.Blocked is not null));
            Assert.False(result.Completion.IsCompleted);
            await host.StopAsync();
            Assert.Equal(1, result.UndeliveredShards);
            Assert.Equal(logs.Shards[0].BeginCursor, logs.FindConsumerGroup("siem")!.Checkpoints.Single().Cursor);
        }
        else
        {
            await result.Completion.WaitAsync(TimeSpan.FromSeconds(60));
            await host.StopAsync();
            Assert.Equal(0, result.UndeliveredShards);
        }

        File.Delete(filler);
    }

    // Octet counting: the length, a space and the message.
    private static int FrameLength(CapturedMessage message) => $"{message.Bytes.Length} ".Length + message.Bytes.Length;

    private static void Append(EmulatorLogstore logs, int shard, int count)
    {
        for (int i = 0; i < count; i++)
        {
            logs.Append(shard, new EmulatorLogGroup(new EmulatorLog(1_768_464_550, ("n", $"{shard}-{i}"))));
        }
    }

    private static TcpTransportOptions To(SyslogCaptureServer server) =>
        new() { Servers = [new SyslogServer(SyslogScheme.Tcp, "127.0.0.1", server.Port)], SettleWindow = TimeSpan.FromMilliseconds(100) };

    private static int Delivered(DirectoryInfo folder, string route = "audit") => Sum(folder, route, "delivered");

    private static int Sum(DirectoryInfo folder, string route, string member) =>
        Lines(folder, route).Sum(line => line.GetProperty(member).GetInt32());

    private static JsonElement[] Lines(DirectoryInfo folder, string route) =>
        [.. LedgerVerifier.Verify(folder.FullName, route).Files.SelectMany(File.ReadLines).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;
}
