using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool.Tests;

public sealed class PreviewPlanTests
{
    private static readonly StaticCredentialProvider Credentials = new(new SlsCredential("testak", "testsk"));

    [Fact]
    public async Task RunAsync_LogstoreWithLogs_ShowsSomeAndLeavesNoTrace()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        EmulatorLogstore logs = sls.CreateLogstore("test-project", "logs", 2);
        logs.Append(0, new EmulatorLogGroup([.. Enumerable.Range(0, 50).Select(i => new EmulatorLog(1764144000, ("n", $"{i}")))]));

        List<RecordPreview> shown = [];
        int found = await new PreviewPlan(Options(sls), Credentials, TimeProvider.System) { Count = 7 }
            .RunAsync((preview, _) => shown.Add(preview), CancellationToken.None).WaitAsync(Eventually.Deadline);

        Assert.Equal(7, found);
        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"{i}"), shown.Select(preview => preview.Fields[0].Value));
        Assert.All(shown, preview => Assert.Equal("logs/0", preview.Shard));
        Assert.Empty(logs.ConsumerGroups);
        Assert.All(sls.Journal, request => Assert.DoesNotContain(
            request.Operation, (SlsOperation[])[SlsOperation.HeartBeat, SlsOperation.UpdateCheckPoint, SlsOperation.CreateConsumerGroup]));
    }

    [Fact]
    public async Task RunAsync_EmptyLogstore_FindsNothing()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        sls.CreateLogstore("test-project", "logs");

        int found = await new PreviewPlan(Options(sls), Credentials, TimeProvider.System)
            .RunAsync((_, _) => Assert.Fail("Nothing is there."), CancellationToken.None).WaitAsync(Eventually.Deadline);

        Assert.Equal(0, found);
    }

    [Fact]
    public async Task RunAsync_UnknownLogstore_FailsInTime()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        sls.CreateProject("test-project");

        SlsException exception = await Assert.ThrowsAsync<SlsException>(() => new PreviewPlan(Options(sls), Credentials, TimeProvider.System)
            .RunAsync((_, _) => { }, CancellationToken.None).WaitAsync(Eventually.Deadline));

        Assert.Contains("LogStoreNotExist", exception.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task RunAsync_FileAndTwoDestinations_ShowsEachRecordForBoth()
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "{\"a\":\"1\"}\n\n{\"a\":\"2\"}\n{\"a\":\"3\"}\n");
        SlsSyslogOptions options = new();
        RouteOptions route = Routes.Create();
        route.Destinations["one"] = new RouteDestinationOptions();
        route.Destinations["two"] = new RouteDestinationOptions { When = Serialization.RecordRule.Parse("""{"field":"a","equals":"2"}""") };
        options.Routes["audit"] = route;

        List<(RecordPreview Preview, int Number)> shown = [];
        int found = await new PreviewPlan(options, null, TimeProvider.System) { File = file, Count = 2 }
            .RunAsync((preview, number) => shown.Add((preview, number)), CancellationToken.None);
        File.Delete(file);

        Assert.Equal(2, found);
        Assert.Equal(
            [("audit/one", 1, PreviewFate.Sent), ("audit/one", 2, PreviewFate.Sent), ("audit/two", 1, PreviewFate.Filtered), ("audit/two", 2, PreviewFate.Sent)],
            shown.Select(item => (item.Preview.Route, item.Number, item.Preview.Fate)));
    }

    [Fact]
    public async Task RunAsync_FileWithOtherText_NamesTheLine()
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "{\"a\":\"1\"}\nuser=alice\n");
        SlsSyslogOptions options = new();
        options.Routes["audit"] = Routes.Create();

        InvalidDataException exception = await Assert.ThrowsAsync<InvalidDataException>(() => new PreviewPlan(options, null, TimeProvider.System) { File = file }
            .RunAsync((_, _) => { }, CancellationToken.None));
        File.Delete(file);

        Assert.StartsWith($"{file}: line 2 is not a record: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_UnknownRoute_ListsTheRoutes()
    {
        SlsSyslogOptions options = new();
        options.Routes["audit"] = Routes.Create();

        ArgumentException exception = await Assert.ThrowsAsync<ArgumentException>(() => new PreviewPlan(options, null, TimeProvider.System) { Route = "adit" }
            .RunAsync((_, _) => { }, CancellationToken.None));

        Assert.Equal("The settings do not have the route 'adit'. Specify one of audit.", exception.Message);
    }

    private static SlsSyslogOptions Options(SlsEmulator sls)
    {
        SlsSyslogOptions options = new();
        RouteOptions route = Routes.Create();
        (route.Source.Endpoint, route.Source.Project, route.Source.Logstore) = (sls.Endpoint.ToString(), "test-project", "logs");
        route.Source.ConsumerGroup = "siem";
        options.Routes["audit"] = route;
        return options;
    }
}
