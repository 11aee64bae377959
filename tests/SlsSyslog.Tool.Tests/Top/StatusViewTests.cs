using Spectre.Console.Testing;

namespace SlsSyslog.Tool.Tests;

public sealed class StatusViewTests
{
    private const int Wide = 140;

    [Fact]
    public void Create_RouteForwards_ShowsItsNumbersInOneRow()
    {
        string row = Render(Wide, Statuses.Of(Statuses.Route())).Single(line => line.Contains("siem.corp", StringComparison.Ordinal));

        foreach (string cell in new[] { "siem", "running", "4,321", "12,345", "8", "67", "300 ms", "1 min 15 s", "2", "tls://siem.corp:6514" })
        {
            Assert.Contains(cell, row, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Create_RouteHasAnError_SaysWhatToDo()
    {
        string[] lines = Render(Wide, Statuses.Of(Statuses.Route() with { LastError = Statuses.Error() }), "Press Ctrl-C to stop.");

        Assert.Contains("siem, 07:59:57 UTC: The connection was refused.", lines);
        Assert.Contains("  Start the receiver.", lines);
        Assert.Equal("Press Ctrl-C to stop.", lines[^1]);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void Create_NarrowTerminal_CutsTextsInsteadOfWrappingThem(int width)
    {
        RouteStatus[] routes = [Statuses.Route("a") with { LastError = Statuses.Error(new string('x', 300)) }, Statuses.Route(new string('b', 100))];

        string[] lines = Render(width, Statuses.Of(routes));

        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
        Assert.Single(lines, line => line.Contains("xxx", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.TrimStart().StartsWith("bbb", StringComparison.Ordinal) && line.Contains("12,345", StringComparison.Ordinal));
        Assert.Equal(6, lines.Length); // the names of the columns, a line below them, two routes, and the error with what to do
    }

    [Fact]
    public void Create_TextLooksLikeMarkup_IsShownAsItIs() => Assert.Contains(
        Render(Wide, Statuses.Of(Statuses.Route("[red]x[/]") with { LastError = Statuses.Error("[bold") })),
        line => line.Contains("[red]x[/]", StringComparison.Ordinal));

    [Fact]
    public void Create_ShardsWithoutOwner_AreCounted() => Assert.Contains(
        Render(Wide, Statuses.Of(Statuses.Route() with { UnownedShards = ["logs/2", "logs/3"] })),
        line => line.Contains("2 (+2 unowned)", StringComparison.Ordinal));

    [Fact]
    public void Describe_EachCondition_HasItsWord()
    {
        RouteStatus route = Statuses.Route();
        DestinationStatus closed = route.Destinations[0] with { Connections = 0 };
        OutageStatus outage = new(OutageSide.Destination, Statuses.Now, null, "Nothing is confirmed.", 1, 0);
        (string Expected, RouteStatus Route)[] cases =
        [
            ("running", route),
            ("starting", route with { State = RouteState.Starting }),
            ("draining", route with { State = RouteState.Draining }),
            ("stopped", route with { State = RouteState.Stopped }),
            ("failed", route with { State = RouteState.Failed }),
            ("no access", route with { AreCredentialsRejected = true }),
            ("joining", route with { IsRegistered = false }),
            ("blocked", route with { Shards = [Statuses.Shard("logs/0", Statuses.Error())] }),
            ("waiting", route with { Destinations = [closed] }),
            ("running", route with { Destinations = [closed], Totals = Statuses.Totals(delivered: 5) }),
            ("waiting", route with { Outages = [outage] }),
            ("running", route with { Outages = [outage with { End = Statuses.Now }] }),
        ];

        Assert.All(cases, item => Assert.Equal(item.Expected, StatusView.Describe(item.Route)));
    }

    [Fact]
    public void Create_PlainLine_HasTheSameNumbers() => Assert.Equal(
        "siem: running, 4,322 records/s, 12,345 delivered, 8 repeated, 67 unconfirmed, the oldest for 1 min 15 s",
        StatusLine.Create(Statuses.Route()));

    private static string[] Render(int width, SlsSyslogStatus status, string note = "")
    {
        using TestConsole console = new();
        console.Profile.Width = width;
        console.Write(StatusView.Create(status, note));
        return [.. console.Lines.Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
    }
}
