using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace SlsSyslog.AspNetCore.Tests;

public sealed partial class StatusPageTests
{
    [Fact]
    public async Task Get_Page_HasNoOutsideResources()
    {
        string html = await ReadAsync();

        Assert.DoesNotMatch(@"(?i)\ssrc\s*=", html);
        Assert.DoesNotMatch(@"(?i)@import|url\(", html);
        Assert.Equal(["http://www.w3.org/2000/svg"], Address().Matches(html).Select(match => match.Value).Distinct());
        Assert.Equal(["data:,"], Regex.Matches(html, "<link [^>]*href=\"([^\"]*)\"").Select(match => match.Groups[1].Value));
    }

    [Fact]
    public async Task Get_Page_HasNoInlineHandlersOrStyles()
    {
        string body = (await ReadAsync()).Split("</style>")[1].Split("<script")[0];

        Assert.DoesNotMatch(@"(?i)\son\w+\s*=", body);
        Assert.DoesNotMatch(@"(?i)\sstyle\s*=", body);
        Assert.DoesNotMatch("(?i)javascript:", body);
    }

    [Fact]
    public async Task Get_Page_ScriptsNeverParseTextAsHtml() => Assert.DoesNotMatch(
        "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|new Function", await ReadAsync());

    [Fact]
    public async Task Get_Page_PolicyAllowsExactlyItsStyleAndItsScript()
    {
        await using WebScene scene = await WebScene.StartAsync(StatusExamples.Of(StatusExamples.Running));
        using HttpResponseMessage response = await scene.SendAsync("/");
        string html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        string style = Assert.Single(Regex.Matches(html, "<style>(.*?)</style>", RegexOptions.Singleline)).Groups[1].Value;
        string script = Assert.Single(Regex.Matches(html, "<script[^>]*>(.*?)</script>", RegexOptions.Singleline)).Groups[1].Value;
        Assert.Equal(
            $"default-src 'none'; script-src '{Hash(script)}'; style-src '{Hash(style)}'; connect-src 'self'; img-src data:; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
            Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    private static async Task<string> ReadAsync()
    {
        await using WebScene scene = await WebScene.StartAsync(StatusExamples.Of(StatusExamples.Running));
        return (await scene.GetAsync("/")).Body;
    }

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    [GeneratedRegex("""\b(?:https?:)?//[\w.-]+\.[\w./-]+""")]
    private static partial Regex Address();
}
