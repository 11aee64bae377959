using Microsoft.Playwright;

namespace SlsSyslog.AspNetCore.Tests;

/// <summary>What the page does in a browser.</summary>
public sealed class StatusPageBrowserTests(Chromium chromium)
{
    private const string Hostile = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";

    private readonly List<string> _problems = [];

    [Fact]
    public async Task Page_Open_LoadsNothingFromElsewhereAndViolatesNoPolicy()
    {
        await using WebScene scene = await WebScene.StartAsync(PageExamples.Of("attention"));
        PageExamples.AddHour(scene.History, "attention");
        IPage page = await OpenAsync(scene);
        await using IBrowserContext context = page.Context;
        List<string> elsewhere = [];
        page.Request += (_, request) =>
        {
            bool isOwn = request.Url.StartsWith(scene.Address.ToString(), StringComparison.Ordinal);
            if (!isOwn && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                elsewhere.Add(request.Url);
            }
        };

        await page.ReloadAsync();
        await page.WaitForSelectorAsync(".chart .line");
        await page.HoverAsync(".chart svg");
        await page.WaitForSelectorAsync(".tip:not([hidden])");

        Assert.Empty(elsewhere);
        Assert.Empty(_problems);
    }

    [Fact]
    public async Task Page_StatusChanges_RefreshesWithoutAReload()
    {
        await using WebScene scene = await WebScene.StartAsync(PageExamples.Of("healthy"));
        IPage page = await OpenAsync(scene);
        await using IBrowserContext context = page.Context;
        Assert.Equal("Healthy – SlsSyslog", await page.TitleAsync());
        await page.EvaluateAsync("document.body.dataset.mark = 'kept'");

        scene.Set(PageExamples.Of("waiting"));
        await page.WaitForSelectorAsync("#verdict[data-level=unhealthy]");

        Assert.Equal("Unhealthy – SlsSyslog", await page.TitleAsync());
        Assert.Equal("Unhealthy, 3 reasons.", await page.TextContentAsync("#announcement"));
        Assert.Contains("Waiting for the SIEM for 18 min 18 s", await page.TextContentAsync(".summary"), StringComparison.Ordinal);
        Assert.Equal("kept", await page.EvaluateAsync<string>("document.body.dataset.mark"));

        scene.Set(PageExamples.Of("healthy"));
        await page.WaitForSelectorAsync("#verdict[data-level=healthy]");
        Assert.Empty(_problems);
    }

    [Fact]
    public async Task Page_Paused_ReadsNothingUntilItIsResumed()
    {
        await using WebScene scene = await WebScene.StartAsync(PageExamples.Of("healthy"));
        IPage page = await OpenAsync(scene, hasClock: true);
        await using IBrowserContext context = page.Context;

        await page.ClickAsync("#pause");
        Assert.Equal("true", await page.GetAttributeAsync("#pause", "aria-pressed"));
        int before = scene.Status.Reads;
        scene.Set(PageExamples.Of("waiting"));
        await page.Clock.RunForAsync(60_000);
        Assert.Equal(before, scene.Status.Reads);

        await page.ClickAsync("#pause");
        await page.WaitForSelectorAsync("#verdict[data-level=unhealthy]");
    }

    [Fact]
    public async Task Page_ProcessStops_SaysThatTheFiguresAreOld()
    {
        IPage page;
        await using (WebScene scene = await WebScene.StartAsync(PageExamples.Of("healthy")))
        {
            page = await OpenAsync(scene);
        }

        await using IBrowserContext context = page.Context;
        await page.WaitForSelectorAsync("#offline:not([hidden])");

        string? banner = await page.TextContentAsync("#offline");
        Assert.StartsWith("The process does not answer: it may have stopped. What you see is from ", banner, StringComparison.Ordinal);
        Assert.Equal("No answer – SlsSyslog", await page.TitleAsync());
        Assert.Equal("No answer", await page.TextContentAsync("#verdict-title"));
        Assert.Equal("The last answer was: Healthy.", await page.TextContentAsync("#verdict-text"));
    }

    [Fact]
    public async Task Page_ServerIsBusy_SaysSoAndRecovers()
    {
        await using WebScene scene = await WebScene.StartAsync(PageExamples.Of("healthy"));
        IPage page = await OpenAsync(scene);
        await using IBrowserContext context = page.Context;

        scene.Status.OnRead = () => throw new InvalidOperationException("No status.");
        scene.Set(PageExamples.Of("healthy"));
        await page.WaitForSelectorAsync("#offline:not([hidden])");
        scene.Status.OnRead = () => { };
        scene.Set(PageExamples.Of("healthy"));
        await page.WaitForSelectorAsync("#offline", new() { State = WaitForSelectorState.Hidden });
    }

    // No text on the page comes from logs, but errors contain texts of servers.
    [Fact]
    public async Task Page_HostileTexts_StayTexts()
    {
        StatusError error = new(StatusExamples.Now, Hostile, Hostile);
        RouteStatus route = StatusExamples.Running with
        {
            Name = Hostile,
            Project = Hostile,
            LastError = error,
            DeadLetterTarget = Hostile,
            Totals = StatusExamples.Running.Totals with { DeadLettered = 1 },
            Shards = [StatusExamples.Shard(Hostile) with { Blocked = error, LastError = error }],
            Outages = [new OutageStatus(OutageSide.Source, StatusExamples.Now, null, Hostile, 1, 1)],
            Destinations = [StatusExamples.Running.Destinations[0] with { Address = Hostile, LastError = error }],
        };
        await using WebScene scene = await WebScene.StartAsync(StatusExamples.Of(route));
        IPage page = await OpenAsync(scene);
        await using IBrowserContext context = page.Context;

        Assert.Equal("Unhealthy – SlsSyslog", await page.TitleAsync());
        Assert.Equal(0, await page.Locator("img").CountAsync());
        Assert.Contains(Hostile, await page.TextContentAsync("article h2"), StringComparison.Ordinal);
        Assert.Empty(_problems);
    }

    [Fact]
    public async Task Page_ManyShards_ShowsTheWorstAndAllOnRequest()
    {
        RouteStatus route = StatusExamples.Running with
        {
            Shards =
            [
                .. Enumerable.Range(0, 256).Select(i => StatusExamples.Shard($"actiontrail/{i}", 1)),
                StatusExamples.Shard("actiontrail/999") with { DeliveryLag = TimeSpan.FromMinutes(3) },
            ],
        };
        await using WebScene scene = await WebScene.StartAsync(StatusExamples.Of(route));
        IPage page = await OpenAsync(scene);
        await using IBrowserContext context = page.Context;
        ILocator rows = page.Locator("table").First.Locator("tbody tr");

        Assert.Equal(8, await rows.CountAsync());
        Assert.Contains("actiontrail/999", await rows.First.TextContentAsync(), StringComparison.Ordinal);

        // As the keyboard does it. The focus stays across refreshes.
        ILocator more = page.GetByRole(AriaRole.Button, new() { Name = "Show all 257 shards" });
        await more.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(257, await rows.CountAsync());
        string? updated = await page.TextContentAsync("#updated");
        scene.Set(StatusExamples.Of(route) with { Time = StatusExamples.Now + TimeSpan.FromSeconds(7) });
        await page.WaitForFunctionAsync("text => document.getElementById('updated').textContent !== text", updated);
        Assert.Equal("Show 8 shards", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        Assert.Equal(257, await rows.CountAsync());
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Page_ScreenReader_FindsHeadingsTablesAndCharts(int width)
    {
        await using WebScene scene = await WebScene.StartAsync(PageExamples.Of("waiting"));
        PageExamples.AddHour(scene.History, "waiting");
        IPage page = await OpenAsync(scene, width);
        await using IBrowserContext context = page.Context;
        await page.WaitForSelectorAsync(".chart .line");

        Assert.Equal(
            ["SlsSyslog 0.1.0", "Unhealthy", "Totals", "Route default", "Where the records went"],
            (await page.Locator("h1, h2").AllTextContentsAsync()).Select(text => text.Trim()));
        ILocator table = page.GetByRole(AriaRole.Table, new() { Name = "Shards of route default" });
        Assert.Equal(8, await table.GetByRole(AriaRole.Columnheader, new() { IncludeHidden = true }).CountAsync());
        Assert.Equal(4 * 8, await table.GetByRole(AriaRole.Cell, new() { IncludeHidden = true }).CountAsync());
        ILocator chart = page.GetByRole(AriaRole.Img, new() { NameString = "Lag over the last hour" });
        Assert.Matches(
            @"^Lag over the last hour\. Delivery lag 18 min 18 s highest 18 min 18 s at 09:09; Read lag 17 min highest 17 min at 09:09\.$",
            await chart.GetAttributeAsync("aria-label"));
        Assert.Empty(_problems);
    }

    [Fact]
    public async Task Page_BelowAPath_ReadsTheStatusThere()
    {
        await using WebScene scene = await WebScene.StartAsync(PageExamples.Of("healthy"), path: "/sls");
        IPage page = await chromium.OpenAsync(new Uri(scene.Address, "/sls"));
        await using IBrowserContext context = page.Context;

        Assert.Equal("Healthy", await page.TextContentAsync("#verdict-title"));
    }

    private Task<IPage> OpenAsync(WebScene scene, int width = 1280, bool hasClock = false) =>
        chromium.OpenAsync(scene.Address, width: width, prepare: async page =>
        {
            page.Console += (_, message) =>
            {
                if (message.Type is "error" or "warning")
                {
                    _problems.Add(message.Text);
                }
            };
            page.PageError += (_, error) => _problems.Add(error);
            if (hasClock)
            {
                await page.Clock.InstallAsync();
            }
        });
}
