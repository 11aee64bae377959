using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace SlsSyslog.AspNetCore.Tests;

/// <summary>
/// Looks at the page as different readers do. With the variable <c>SLSSYSLOG_SCREENSHOTS</c>, screenshots of each view are in that folder.
/// </summary>
public sealed class StatusPageLayoutTests(Chromium chromium)
{
    private const int PieceHeight = 1400;

    private static readonly ColorScheme[] Schemes = [ColorScheme.Light, ColorScheme.Dark];

    public static TheoryData<string, int> Views => new(
        from name in PageExamples.Names
        from width in (int[])[1280, 390]
        select (name, width));

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Page_EachView_IsAccessibleAndFitsTheWidth(string name, int width)
    {
        await using WebScene scene = await WebScene.StartAsync(PageExamples.Of(name));
        PageExamples.AddHour(scene.History, name);
        IPage page = await chromium.OpenAsync(scene.Address, width: width);
        await using IBrowserContext context = page.Context;
        await page.WaitForSelectorAsync(name == "starting" ? ".chart text" : ".chart .line");
        int contentWidth = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.True(contentWidth <= width, $"The content has a width of {contentWidth}.");
        foreach (ColorScheme scheme in Schemes)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await SaveAsync(page, $"{name}-{scheme}-{width}", width);
            await AssertAccessibleAsync(page);
        }
    }

    [Fact]
    public async Task Page_ProcessDoesNotAnswer_IsAccessible()
    {
        IPage page;
        await using (WebScene scene = await WebScene.StartAsync(PageExamples.Of("healthy")))
        {
            page = await chromium.OpenAsync(scene.Address);
        }

        await using IBrowserContext context = page.Context;
        await page.WaitForSelectorAsync("#offline:not([hidden])");
        foreach (ColorScheme scheme in Schemes)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await SaveAsync(page, $"offline-{scheme}", 1280);
            await AssertAccessibleAsync(page);
        }
    }

    private static async Task AssertAccessibleAsync(IPage page)
    {
        AxeResult result = await page.RunAxe();
        string[] findings =
        [
            .. from finding in result.Violations
               from node in finding.Nodes
               select $"{finding.Id}: {finding.Help}: {node.Html}",
        ];
        Assert.True(findings.Length == 0, string.Join('\n', findings));
        Assert.NotEmpty(result.Passes);
    }

    // In pieces that can be read on a screen.
    private static async Task SaveAsync(IPage page, string name, int width)
    {
        if (Chromium.ScreenshotFolder is not { } folder)
        {
            return;
        }

        int height = await page.EvaluateAsync<int>("document.documentElement.scrollHeight");
        for (int top = 0, piece = 1; top < height; top += PieceHeight, piece++)
        {
            string path = Path.Combine(folder, $"{name}-{piece}.png".ToLowerInvariant());
            Clip clip = new() { X = 0, Y = top, Width = width, Height = Math.Min(PieceHeight, height - top) };
            await page.ScreenshotAsync(new() { Path = path, FullPage = true, Clip = clip });
        }
    }
}
