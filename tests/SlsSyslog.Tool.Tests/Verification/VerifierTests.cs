namespace SlsSyslog.Tool.Tests;

public sealed class VerifierTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task VerifyAsync_EverythingIsInTheLedger_IsComplete(bool reread)
    {
        await using VerifyScene scene = await VerifyScene.StartAsync(shards: 2);
        scene.Deliver(0, minute: 1, groups: 3);
        scene.Deliver(0, minute: 4, groups: 2);
        scene.Deliver(1, minute: 2, groups: 5);

        VerifyReport report = await scene.VerifyAsync(reread: reread);

        Assert.Equal(Verdict.Complete, report.Verdict);
        Assert.Empty(report.Findings);
        Assert.Empty(report.Ranges);
        Assert.Equal((20, 20), (report.Total.Read, report.Total.Delivered));
        Assert.Equal(reread ? 20 : null, report.Total.InSls);
        Assert.Equal(
            [(0, scene.Start.AddMinutes(1), 6), (0, scene.Start.AddMinutes(4), 4), (1, scene.Start.AddMinutes(2), 10)],
            report.Minutes.Select(row => (row.Shard!.Value, row.Minute!.Value, row.Delivered)));
        Assert.True(Assert.Single(report.Chains).IsIntact);
        Assert.Equal(["tls://siem.corp:6514"], report.Scope.Destinations);
    }

    [Fact]
    public async Task VerifyAsync_ALineIsMissing_IsIncompleteAndNamesTheRangeByMinute()
    {
        await using VerifyScene scene = await VerifyScene.StartAsync();
        scene.Deliver(0, minute: 1, groups: 3);
        (string first, string middle) = scene.Receive(0, minute: 2, groups: 4);
        (string _, string last) = scene.Receive(0, minute: 5, groups: 1);
        scene.Deliver(0, minute: 6, groups: 2);
        scene.Commit(0);

        VerifyReport report = await scene.VerifyAsync();

        Assert.Equal(Verdict.Incomplete, report.Verdict);
        Assert.Equal(
            [
                new VerifySpan(SpanKind.Missing, VerifyScene.Store, 0, scene.Start.AddMinutes(2), first, middle, 4, null),
                new VerifySpan(SpanKind.Missing, VerifyScene.Store, 0, scene.Start.AddMinutes(5), middle, last, 1, null),
            ],
            report.Ranges);
        Assert.Equal(5, report.Total.MissingLogGroups);
    }

    [Fact]
    public async Task VerifyAsync_OneRecordOfALineIsMissing_IsFoundOnlyByReadingAgain()
    {
        await using VerifyScene scene = await VerifyScene.StartAsync(shards: 2);
        scene.Deliver(0, minute: 1, groups: 30);
        (string first, string last) = scene.Receive(1, minute: 3, groups: 50);
        scene.Write(1, minute: 3, first, last, read: 99);

        Assert.Equal(Verdict.Complete, (await scene.VerifyAsync()).Verdict);
        VerifyReport report = await scene.VerifyAsync(reread: true);

        Assert.Equal(Verdict.Incomplete, report.Verdict);
        Assert.Equal((160, 159, 1), (report.Total.InSls, report.Total.Read, report.Total.Difference));
        Assert.Equal(
            [new VerifySpan(SpanKind.Different, VerifyScene.Store, 1, scene.Start.AddMinutes(3), first, last, 50, 1)], report.Ranges);
        Assert.Contains("SLS has 100 records, the ledger 99: 1 record missing.", Assert.Single(report.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerifyAsync_AfterTheCheckpoint_IsPendingNotMissing()
    {
        await using VerifyScene scene = await VerifyScene.StartAsync();
        scene.Deliver(0, minute: 1, groups: 3);
        scene.Commit(0);
        scene.Receive(0, minute: 2, groups: 4);

        VerifyReport report = await scene.VerifyAsync();

        Assert.Equal(Verdict.Incomplete, report.Verdict);
        Assert.Equal(SpanKind.Pending, Assert.Single(report.Ranges).Kind);
        Assert.Equal((0, 4), (report.Total.MissingLogGroups, report.Total.PendingLogGroups));
    }

    [Theory]
    [InlineData("dead_lettered")]
    [InlineData("skipped")]
    [InlineData("truncated")]
    public async Task VerifyAsync_RecordsThatWereNotDeliveredWhole_AreExceptions(string member)
    {
        await using VerifyScene scene = await VerifyScene.StartAsync();
        (string first, string last) = scene.Receive(0, minute: 1, groups: 3);
        scene.Write(0, 1, first, last, 6, line => (line[member], line["delivered"]) = (2, member == "truncated" ? 6 : 4));

        VerifyReport report = await scene.VerifyAsync();

        Assert.Equal(Verdict.CompleteWithExceptions, report.Verdict);
        Assert.StartsWith("2 ", Assert.Single(report.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerifyAsync_FilteredRecords_AreComplete()
    {
        await using VerifyScene scene = await VerifyScene.StartAsync();
        (string first, string last) = scene.Receive(0, minute: 1, groups: 3);
        scene.Write(0, 1, first, last, 6, line => (line["filtered"], line["delivered"]) = (2, 4));

        Assert.Equal(Verdict.Complete, (await scene.VerifyAsync(reread: true)).Verdict);
    }

    [Fact]
    public async Task VerifyAsync_LogsExpiredBeforeTheyWereRead_IsIncompleteAndAnOutage()
    {
        await using VerifyScene scene = await VerifyScene.StartAsync();
        (string first, string last) = scene.Receive(0, minute: 1, groups: 3);
        scene.Write(0, 1, first, last, 6, line => (line["gap_log_groups"], line["on_time"], line["latency_max"]) = (7, 1, 900.5));

        VerifyReport report = await scene.VerifyAsync();

        Assert.Equal(Verdict.Incomplete, report.Verdict);
        VerifyOutage outage = Assert.Single(report.Outages);
        Assert.Equal((scene.Start.AddMinutes(1), 60, 5, 7, 900.5), (
            outage.Start, outage.DurationSeconds, outage.RecordsLate, outage.LogGroupsLost, outage.LatencyMaxSeconds));
    }

    [Fact]
    public async Task VerifyAsync_AChangedLine_IsNotProvable()
    {
        await using VerifyScene scene = await VerifyScene.StartAsync();
        scene.Deliver(0, minute: 1, groups: 3);
        scene.Deliver(0, minute: 2, groups: 3);
        await File.WriteAllTextAsync(
            scene.Lines.Path, (await File.ReadAllTextAsync(scene.Lines.Path)).Replace("consumer-1", "consumer-2", StringComparison.Ordinal));

        VerifyReport report = await scene.VerifyAsync();

        Assert.Equal(Verdict.NotProvable, report.Verdict);
        Assert.False(Assert.Single(report.Chains).IsIntact);
    }

    [Fact]
    public async Task VerifyAsync_ARemovedLine_IsIncompleteAndTheChainIsBroken()
    {
        await using VerifyScene scene = await VerifyScene.StartAsync();
        scene.Deliver(0, minute: 1, groups: 3);
        (string first, string last) = scene.Deliver(0, minute: 2, groups: 3);
        scene.Deliver(0, minute: 3, groups: 3);
        scene.Commit(0);
        string[] lines = await File.ReadAllLinesAsync(scene.Lines.Path);
        await File.WriteAllLinesAsync(scene.Lines.Path, [lines[0], lines[2]]);

        VerifyReport report = await scene.VerifyAsync();

        Assert.Equal(Verdict.Incomplete, report.Verdict);
        Assert.Equal((first, last), (Assert.Single(report.Ranges).BeginCursor, report.Ranges[0].EndCursor));
        Assert.Single(Assert.Single(report.Chains).Problems);
    }

    [Fact]
    public async Task VerifyAsync_NoLedger_IsNotProvable()
    {
        await using VerifyScene scene = await VerifyScene.StartAsync();
        scene.Receive(0, minute: 1, groups: 3);

        VerifyReport report = await scene.VerifyAsync();

        Assert.Equal(Verdict.NotProvable, report.Verdict);
        Assert.Contains("There are no files of the ledger", report.Findings[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerifyAsync_RangeBeforeTheRetention_IsNotProvable()
    {
        await using VerifyScene scene = await VerifyScene.StartAsync();
        scene.Deliver(0, minute: 1, groups: 3);

        VerifyReport report = await scene.VerifyAsync(range: scene.Range with { From = scene.Start.AddDays(-40) });

        Assert.Equal(Verdict.NotProvable, report.Verdict);
        Assert.Contains("they have expired", Assert.Single(report.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerifyAsync_LogsOfALineHaveExpired_CannotBeCounted()
    {
        await using VerifyScene scene = await VerifyScene.StartAsync();
        scene.Deliver(0, minute: 1, groups: 3);
        (string _, string last) = scene.Deliver(0, minute: 2, groups: 3);
        scene.Deliver(0, minute: 3, groups: 3);
        scene.Logstore.Trim(0, last);

        Assert.Equal(Verdict.Complete, (await scene.VerifyAsync()).Verdict);
        VerifyReport report = await scene.VerifyAsync(reread: true);
        Assert.Equal(Verdict.NotProvable, report.Verdict);
        Assert.Equal(6, report.Total.InSls);
    }

    [Fact]
    public async Task VerifyAsync_LinesOverlapAfterARestart_CountsRecordsOnceAndReportsTheRepetition()
    {
        await using VerifyScene scene = await VerifyScene.StartAsync();
        (string first, string middle) = scene.Deliver(0, minute: 1, groups: 3);
        (string _, string last) = scene.Receive(0, minute: 1, groups: 2);
        scene.Write(0, 1, first, last, 10);

        VerifyReport report = await scene.VerifyAsync(reread: true);

        Assert.NotEqual(middle, last);
        Assert.Equal(Verdict.Complete, report.Verdict);
        Assert.Equal((10, 16, 6, 0), (report.Total.InSls, report.Total.Read, report.Total.Repeated, report.Total.Difference));
    }

    [Fact]
    public async Task VerifyAsync_MissingRangeIsInTheLedgerOfAReplay_IsComplete()
    {
        await using VerifyScene scene = await VerifyScene.StartAsync();
        scene.Deliver(0, minute: 1, groups: 3);
        (string first, string last) = scene.Receive(0, minute: 2, groups: 4);
        scene.Deliver(0, minute: 3, groups: 2);
        new LedgerLines(scene.Folder, "replay").Add("0", scene.Start.AddMinutes(2), first, last, 8);

        VerifyReport report = await scene.VerifyAsync(reread: true);

        Assert.Equal(Verdict.Complete, report.Verdict);
        Assert.Equal(2, report.Chains.Count);
    }

    [Fact]
    public async Task VerifyAsync_RouteWithAQuery_ReadsWithTheQuery()
    {
        await using VerifyScene scene = await VerifyScene.StartAsync();
        scene.Deliver(0, minute: 1, groups: 5);

        VerifyReport report = await scene.VerifyAsync(reread: true, query: "* | where n = '1'");

        Assert.Equal("* | where n = '1'", report.Scope.Query);
        Assert.All(
            scene.Emulator.Journal.Where(request => request.Operation == SlsOperation.PullLogs),
            request => Assert.Contains("query=", request.Target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task VerifyAsync_ShardThatWasDeleted_IsNotProvable()
    {
        await using VerifyScene scene = await VerifyScene.StartAsync(shards: 2);
        scene.Deliver(0, minute: 1, groups: 3);
        scene.Deliver(1, minute: 1, groups: 3);
        scene.Logstore.Split(1);
        scene.Logstore.DeleteShard(1);

        VerifyReport report = await scene.VerifyAsync();

        Assert.Equal(Verdict.NotProvable, report.Verdict);
        Assert.Contains("SLS does not have it any more", Assert.Single(report.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerifyAsync_Report_ContainsItsDigest()
    {
        await using VerifyScene scene = await VerifyScene.StartAsync();
        scene.Deliver(0, minute: 1, groups: 3);

        VerifyReport report = await scene.VerifyAsync();

        Assert.Equal(report.Digest, ReportBuilder.DigestOf(report));
        Assert.NotEqual(report.Digest, ReportBuilder.DigestOf(report with { Verdict = Verdict.Incomplete }));
    }
}
