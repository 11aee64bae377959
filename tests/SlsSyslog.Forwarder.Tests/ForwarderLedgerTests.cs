using System.Globalization;
using System.Text;
using System.Text.Json;
using SlsSyslog.Testing;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>The delivery ledger of a process that is killed while logs flow.</summary>
public sealed class ForwarderLedgerTests
{
    private const int Groups = 200;
    private const string Route = "default";

    [Fact]
    public async Task Forwarder_KilledWhileItWritesALedger_TheNextStartContinuesTheChain()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ledger-");
        await using Scene scene = await Scene.SetAsync(bytesPerSecond: 2_000_000);
        NastyLogs.Write(scene.Logs, scene.Ledger, Groups);
        (string, string)[] settings =
            [("SlsSyslog__Ledger__Folder", folder.FullName), ("SlsSyslog__Ledger__Interval", "00:00:01"), ("SlsSyslog__Destination__SettleWindow", "00:00:00.2")];

        ForwarderProcess killed = scene.Forward(settings);
        await scene.HoldsAsync(() => Verify(folder).Lines >= 2 && scene.Ledger.Received >= 500, "lines are written while logs flow");
        killed.Kill();
        LedgerVerification before = Verify(folder);
        Assert.True(before.IsIntact);
        scene.AssertNoCheckpointIsAhead();
        AssertEveryCheckpointIsInTheLedger(scene, folder);

        // What a loss of power leaves of a line that was being written.
        await File.AppendAllTextAsync(before.Files[^1], """{"project":"test-project","logst""");
        LedgerProblem incomplete = Assert.Single(Verify(folder).Problems);
        Assert.Equal(before.Lines + 1, incomplete.Line);

        scene.Siem.LimitRate(null);
        ForwarderProcess next = scene.Forward(settings);
        await scene.CompleteAsync();
        await scene.CommittedAsync();
        next.Terminate();
        Assert.Equal(0, await next.WaitForExitAsync());

        LedgerVerification after = Verify(folder);
        Assert.Empty(after.Problems);
        Assert.True(after.Lines > before.Lines);
        AssertEveryCheckpointIsInTheLedger(scene, folder);
        folder.Delete(recursive: true);
    }

    private static LedgerVerification Verify(DirectoryInfo folder) => LedgerVerifier.Verify(folder.FullName, Route);

    // Without a gap: a line begins at or before the end of what the lines before it contain, because records after a kill are sent again.
    private static void AssertEveryCheckpointIsInTheLedger(Scene scene, DirectoryInfo folder)
    {
        ILookup<string, JsonElement> lines = Verify(folder).Files.SelectMany(File.ReadLines)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToLookup(line => line.GetProperty("shard").GetString()!);
        foreach (EmulatorCheckpoint checkpoint in scene.Logs.FindConsumerGroup("siem")!.Checkpoints.Where(checkpoint => checkpoint.Cursor.Length > 0))
        {
            long end = Number(scene.Logs.Shards.Single(shard => shard.Id == checkpoint.Shard).BeginCursor);
            foreach (JsonElement line in lines[checkpoint.Shard.ToString(CultureInfo.InvariantCulture)])
            {
                Assert.True(Number(line.GetProperty("first_cursor").GetString()!) <= end, "a part of the shard is in no line");
                end = Math.Max(end, Number(line.GetProperty("last_cursor").GetString()!));
            }

            Assert.True(end >= Number(checkpoint.Cursor), "the checkpoint is ahead of the ledger");
        }
    }

    private static long Number(string cursor) => long.Parse(Encoding.ASCII.GetString(Convert.FromBase64String(cursor)), CultureInfo.InvariantCulture);
}
