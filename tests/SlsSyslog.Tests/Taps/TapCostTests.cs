using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

/// <summary>While nobody watches, the tap costs one read of a field for each record, and nothing is copied.</summary>
public sealed class TapCostTests
{
    [Fact]
    public void IsListening_Nobody_AllocatesNothing()
    {
        RouteTap tap = new(new TapHub(), "siem", () => throw new InvalidOperationException("The names are not needed."));
        Assert.False(tap.IsListening);

        long allocated = Enumerable.Range(0, 5).Min(_ => Measure(tap));

        Assert.Equal(0, allocated);
    }

    [Fact]
    public async Task RunAsync_NobodyListens_OffersNothing()
    {
        TapHub hub = new();
        PumpScene scene = new() { Tap = new RouteTap(hub, "siem", () => throw new InvalidOperationException("The names are not needed.")) };

        Assert.True(await scene.RunAsync(new MemoryLease([["a", "b"]]) { IsBounded = true }, isBounded: true).WaitAsync(Eventually.Deadline));

        Assert.Equal(2, scene.Totals.Delivered);
    }

    [Fact]
    public async Task RunAsync_SomebodyListens_OffersEachMessageOfThePipeline()
    {
        TapHub hub = new();
        TapListener listener = new(TapRequest.Parse("""{"unmask":true}"""u8));
        Assert.True(hub.TryAdd(listener));
        PumpScene scene = new()
        {
            Tap = new RouteTap(hub, "siem", () => []),
            Formatter = new MessageOptions().CreateFormatter(),
            Message = new MessageOptions { MaxBytes = 480, Oversize = OversizePolicy.Split },
        };

        MemoryLease lease = new([["a", new string('x', 600)], ["b"]]) { IsBounded = true };
        await scene.RunAsync(lease, isBounded: true).WaitAsync(Eventually.Deadline);

        List<TapFrame> frames = [];
        while (listener.Frames.TryRead(out TapFrame? frame))
        {
            frames.Add(frame);
        }

        Assert.InRange(frames.Count, 4, 6); // the long record has several messages
        Assert.Equal(new TapCounts(frames.Count, frames.Count, 0), listener.Counts);
        Assert.All(frames, frame => Assert.Equal(("siem", "logs/0"), (frame.Route, frame.Shard)));
        Assert.EndsWith("id=b", System.Text.Encoding.UTF8.GetString(frames[^1].Message.Span), StringComparison.Ordinal);
    }

    private static long Measure(RouteTap tap)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            _ = tap is { IsListening: true };
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
