namespace SlsSyslog.AspNetCore.Tests;

public sealed class StatusHistoryTests
{
    private readonly StatusHistory _history = new();

    [Fact]
    public void Add_MoreThanAnHour_KeepsTheLastHourInOrder()
    {
        for (int i = 0; i < StatusHistory.Capacity + 10; i++)
        {
            Add(i, Route("a", i));
        }

        HistoryAnswer answer = _history.ToAnswer();
        RouteHistory route = Assert.Single(answer.Routes);
        Assert.Equal(10, answer.IntervalSeconds);
        Assert.Equal(Enumerable.Range(10, StatusHistory.Capacity).Select(i => TimeOf(i).ToUnixTimeSeconds()), answer.Times);
        Assert.Equal(Enumerable.Range(10, StatusHistory.Capacity).Select(i => (double?)i), route.DeliveryLag);
        Assert.Equal(Enumerable.Range(10, StatusHistory.Capacity).Select(i => (double?)i * 2), route.ReadLag);
        Assert.Equal(Enumerable.Range(10, StatusHistory.Capacity).Select(i => (double?)i * 3), route.RecordsPerSecond);
        Assert.Equal(Enumerable.Range(10, StatusHistory.Capacity).Select(i => (double?)i * 4), route.BytesPerSecond);
    }

    [Fact]
    public void Add_RouteThatComesAndGoes_HasGaps()
    {
        Add(0, Route("a", 1));
        Add(1, Route("a", 2), Route("b", 7));
        Add(2, Route("b", 8));

        HistoryAnswer answer = _history.ToAnswer();
        Assert.Equal([1, 2, null], answer.Routes[0].DeliveryLag);
        Assert.Equal([null, 7, 8], answer.Routes[1].DeliveryLag);
    }

    [Fact]
    public void Add_UnknownLag_IsNotZero()
    {
        Add(0, Route("a", 1) with { ReadLag = null, DeliveryLag = TimeSpan.Zero });

        RouteHistory route = Assert.Single(_history.ToAnswer().Routes);
        Assert.Null(Assert.Single(route.ReadLag));
        Assert.Equal(0, Assert.Single(route.DeliveryLag));
    }

    [Fact]
    public void Add_ManyRoutes_AreBounded()
    {
        Add(0, [.. Enumerable.Range(0, 1000).Select(i => Route($"{i}", i))]);

        Assert.Equal(256, _history.ToAnswer().Routes.Count);
    }

    [Fact]
    public void ToAnswer_NoSample_IsEmpty()
    {
        HistoryAnswer answer = _history.ToAnswer();
        Assert.Empty(answer.Times);
        Assert.Empty(answer.Routes);
    }

    [Fact]
    public async Task Sampler_StatusCannotBeRead_ContinuesWithAGap()
    {
        await using WebScene scene = await WebScene.StartAsync(StatusExamples.Of(StatusExamples.Running));
        scene.Status.OnRead = () => throw new InvalidOperationException("No status.");
        await AdvanceAsync(scene);
        Assert.Equal(1, Samples(scene));

        scene.Status.OnRead = () => { };
        await AdvanceAsync(scene);
        await Eventually.TrueAsync(() => Samples(scene) == 2, "The sampler has ended.");
    }

    private static int Samples(WebScene scene) => scene.History.ToAnswer().Times.Count;

    private static async Task AdvanceAsync(WebScene scene)
    {
        int reads = scene.Status.Reads;
        scene.Time.Advance(StatusHistory.Interval);
        await Eventually.TrueAsync(() => scene.Status.Reads > reads, "The status was not read.");
    }

    private static RouteStatus Route(string name, int value) => StatusExamples.Running with
    {
        Name = name,
        DeliveryLag = TimeSpan.FromSeconds(value),
        ReadLag = TimeSpan.FromSeconds(value * 2),
        RecordsPerSecond = value * 3,
        BytesPerSecond = value * 4,
    };

    private static DateTimeOffset TimeOf(int index) => StatusExamples.Now + (index * StatusHistory.Interval);

    private void Add(int index, params RouteStatus[] routes) => _history.Add(StatusExamples.Of(routes) with { Time = TimeOf(index) });
}
