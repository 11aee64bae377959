using Microsoft.Playwright;

namespace SlsSyslog.AspNetCore.Tests;

public sealed class StatusPageScreenshotTests(Chromium chromium) : IClassFixture<Chromium>
{
    public static TheoryData<string, ColorScheme, int> Views => new(
        from name in (string[])["healthy", "waiting", "attention"]
        from scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark]
        from width in (int[])[1280, 390]
        select (name, scheme, width));

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Page_EachView_FitsTheWidth(string name, ColorScheme scheme, int width)
    {
        await using WebScene scene = await WebScene.StartAsync(PageExamples.Of(name));
        PageExamples.AddHour(scene.History, name);
        IPage page = await chromium.OpenAsync(scene.Address, scheme, width);
        await page.WaitForSelectorAsync(".chart .line");

        int contentWidth = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        if (Chromium.ScreenshotFolder is { } folder)
        {
            string path = Path.Combine(folder, $"{name}-{scheme}-{width}.png".ToLowerInvariant());
            await page.ScreenshotAsync(new() { Path = path, FullPage = true });
        }

        Assert.True(contentWidth <= width, $"The content has a width of {contentWidth}.");
    }
}
