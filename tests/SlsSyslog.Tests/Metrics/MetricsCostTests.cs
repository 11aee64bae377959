using System.Diagnostics.Metrics;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

/// <summary>Metrics are recorded per slice and batch, and a slice allocates nothing, even while somebody listens.</summary>
public sealed class MetricsCostTests
{
    private const int Slices = 1000;

    [Fact]
    public void Slice_SomebodyListens_AllocatesNothing()
    {
        using StatusScene scene = new();
        double sum = 0;
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (ReferenceEquals(instrument.Meter, scene.Metrics.Meter))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => sum += value);
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => sum += value);
        listener.Start();
        scene.Read(1);
        LogPosition end = new("2");

        // The first windows include what the runtime compiles.
        long allocated = Enumerable.Range(0, 5).Min(_ => Measure(() => RecordSlice(scene, end)));

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Receive_NobodyListens_CreatesNothing()
    {
        using StatusScene scene = new();
        MemoryBatch batch = new(0, ["a"]);

        // Another test may listen at the same time: without the time of a read there is nothing to create either.
        Assert.Null(BatchTrace.Receive(scene.Monitor, StatusScene.Shard, batch, startedAt: default, scene.Time));
        long allocated = Enumerable.Range(0, 5).Min(
            _ => Measure(() => BatchTrace.Receive(scene.Monitor, StatusScene.Shard, batch, startedAt: default, scene.Time)));
        Assert.Equal(0, allocated);
    }

    private static void RecordSlice(StatusScene scene, LogPosition end)
    {
        long now = scene.Time.GetTimestamp();
        scene.Monitor.AddFormat(now);
        scene.Lease.AddRead(1000, 256 * 1024, end, isLast: false);
        scene.Monitor.AddSend(now);
        scene.Monitor.AddConfirm(now);
        scene.Lease.Settle(256 * 1024);
    }

    private static long Measure(Action slice)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Slices; i++)
        {
            slice();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
