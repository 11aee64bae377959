namespace SlsSyslog.Tool.Tests;

public sealed class SiemComparisonTests
{
    [Theory]
    [InlineData("""{"count": 10}""", Verdict.Complete)]
    [InlineData("""{"count": 9}""", Verdict.Incomplete)]
    [InlineData("""{"count": 11}""", Verdict.CompleteWithExceptions)]
    public async Task VerifyAsync_CountOfTheRange_IsCompared(string counts, object expected)
    {
        await using VerifyScene scene = await VerifyScene.StartAsync(shards: 2);
        scene.Receive(0, minute: 1, groups: 2);
        scene.Receive(1, minute: 2, groups: 3);

        VerifyReport report = await scene.VerifyAsync(ledger: false, counts: counts);

        Assert.Equal(expected, report.Verdict);
        Assert.Equal(10, report.Total.InSls);
    }

    [Fact]
    public async Task VerifyAsync_CountsOfShardsAndMinutes_NameTheMissingRange()
    {
        await using VerifyScene scene = await VerifyScene.StartAsync(shards: 2);
        scene.Receive(0, minute: 1, groups: 2);
        (string first, string last) = scene.Receive(1, minute: 2, groups: 3);

        VerifyReport report = await scene.VerifyAsync(ledger: false, counts:
            $"shard,minute,count\n0,{Minute(scene, 1)},4\nactiontrail/1,{Minute(scene, 2)},5\n1,{Minute(scene, 2000)},77\n");

        Assert.Equal(Verdict.Incomplete, report.Verdict);
        Assert.Equal(
            [new VerifySpan(SpanKind.MissingInSiem, VerifyScene.Store, 1, scene.Start.AddMinutes(2), first, last, 3, 1)], report.Ranges);
        Assert.Equal((9, 1), (report.Total.InSiem, report.Total.SiemDifference));
    }

    [Fact]
    public async Task VerifyAsync_CountsOfMinutes_NameTheRangesOfAllShards()
    {
        await using VerifyScene scene = await VerifyScene.StartAsync(shards: 2);
        scene.Receive(0, minute: 1, groups: 2);
        scene.Receive(1, minute: 1, groups: 3);
        scene.Receive(1, minute: 2, groups: 3);

        VerifyReport report = await scene.VerifyAsync(
            ledger: false, counts: $$"""[{"minute":"{{Minute(scene, 1)}}","count":9},{"minute":"{{Minute(scene, 2)}}","count":"6"}]""");

        Assert.Equal([(0, scene.Start.AddMinutes(1)), (1, scene.Start.AddMinutes(1))], report.Ranges.Select(range => (range.Shard, range.Minute)));
        Assert.Equal(1, report.Total.SiemDifference);
    }

    [Fact]
    public async Task VerifyAsync_MinutesOfTheLogs_AreComparedWithTheTimeOfTheLogs()
    {
        await using VerifyScene scene = await VerifyScene.StartAsync();
        scene.Receive(0, minute: 3, groups: 2); // the logs are one minute older

        VerifyReport report = await scene.VerifyAsync(ledger: false, usesLogTime: true, counts: $"minute,count\n{Minute(scene, 2)},3\n");

        Assert.Equal((Verdict.Incomplete, 1), (report.Verdict, report.Total.SiemDifference));
        Assert.Equal(scene.Start.AddMinutes(3), Assert.Single(report.Ranges).Minute);
    }

    [Fact]
    public async Task VerifyAsync_WithALedger_ExpectsWhatWasSent()
    {
        await using VerifyScene scene = await VerifyScene.StartAsync();
        (string first, string last) = scene.Receive(0, minute: 1, groups: 5);
        scene.Write(0, 1, first, last, 10, line => (line["filtered"], line["delivered"]) = (4, 6));

        VerifyReport report = await scene.VerifyAsync(counts: $"minute,count\n{Minute(scene, 1)},6");

        Assert.Equal(Verdict.Complete, report.Verdict);
        Assert.Equal(["ledger", "reading", "siem"], report.Methods);
    }

    private static string Minute(VerifyScene scene, int minute) =>
        scene.Start.AddMinutes(minute).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
}
