using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.Tests;

/// <summary>Each record is in exactly one total, whatever happens.</summary>
public sealed class LeaseAccountTests
{
    [Fact]
    public void AddRead_AfterARewind_CountsRepeatedRecordsOnce()
    {
        using StatusScene scene = new();
        scene.Read(10);
        scene.Read(5);
        scene.Rewind();
        scene.Read(10);
        scene.Confirm(new BatchCounts { Read = 10 });
        scene.Rewind();
        scene.Read(5);
        scene.Read(7);

        Assert.Equal(Totals(read: 22, delivered: 10, pending: 12, repeated: 15), scene.Status.Totals);
    }

    [Fact]
    public void AddRead_SecondRewindWhileRecordsAreReadAgain_KeepsThePositionThatWasReached()
    {
        using StatusScene scene = new();
        scene.Read(10);
        scene.Read(5);
        scene.Rewind();
        scene.Read(4); // the first batch was cut: 6 records are missing so far
        scene.Rewind();
        scene.Read(10);
        Assert.Equal(Totals(read: 15, pending: 15, repeated: 14), scene.Status.Totals);

        scene.Read(5);

        Assert.Equal(Totals(read: 15, pending: 15, repeated: 19), scene.Status.Totals);
    }

    [Fact]
    public void AddRead_RecordsExpiredBeforeTheyWereReadAgain_AreSkipped()
    {
        using StatusScene scene = new();
        scene.Read(10);
        scene.Rewind();
        scene.Read(4);

        Assert.Equal(Totals(read: 10, skipped: 6, pending: 4, repeated: 4), scene.Status.Totals);
    }

    [Fact]
    public void Resume_ConfirmedPartOfABatch_IsNotRepeated()
    {
        using StatusScene scene = new();
        scene.Read(10);
        scene.Rewind();
        scene.Lease.Resume(6);
        scene.Read(4);
        scene.Confirm(new BatchCounts { Read = 10 });

        Assert.Equal(Totals(read: 10, delivered: 10, repeated: 4), scene.Status.Totals);
    }

    [Fact]
    public void Release_PendingRecords_AreReleasedAndCountedAgainWhenTheShardComesBack()
    {
        using StatusScene scene = new();
        scene.Read(10);
        scene.Confirm(new BatchCounts { Read = 10, Filtered = 3 });
        scene.Read(5);
        scene.Release();
        Assert.Equal(Totals(read: 15, filtered: 3, delivered: 7, released: 5), scene.Status.Totals);
        Assert.False(Assert.Single(scene.Status.Shards).IsOwned);

        scene.OpenLease();
        scene.Read(5);

        Assert.Equal(Totals(read: 20, filtered: 3, delivered: 7, released: 5, pending: 5), scene.Status.Totals);
    }

    [Fact]
    public void DeliveryLag_OldestBatchIsNotConfirmed_GrowsUntilNothingIsPending()
    {
        using StatusScene scene = new();
        Assert.Equal(TimeSpan.Zero, scene.Status.DeliveryLag);

        scene.Read(1, age: TimeSpan.FromSeconds(3));
        scene.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(TimeSpan.FromSeconds(603), scene.Status.DeliveryLag);

        scene.Rewind();
        scene.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.FromSeconds(663), scene.Status.DeliveryLag);

        scene.Read(1, age: TimeSpan.FromSeconds(663));
        scene.Confirm(new BatchCounts { Read = 1 });
        Assert.Equal(TimeSpan.Zero, scene.Status.DeliveryLag);
        scene.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.Zero, scene.Status.DeliveryLag);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Totals_AnySequenceOfEvents_AddUp(int seed)
    {
        Random random = new(seed);
        ShardMonitor shard = new("logs/0", TimeProvider.System);
        LeaseAccount lease = shard.Open();
        int confirmed = 0;
        int next = 0;
        Queue<(int End, int Records)> pending = [];
        RecordTotals before = shard.GetSnapshot().Totals;
        for (int step = 0; step < 5000; step++)
        {
            switch (random.Next(10))
            {
                case < 5:
                    int records = random.Next(20);
                    next++;
                    lease.Begin(new MemoryBatch(next - 1, []));
                    lease.AddRead(records, 1, new LogPosition($"{next}"), isLast: true);
                    pending.Enqueue((next, records));
                    break;
                case < 8 when pending.TryDequeue(out (int End, int Records) batch):
                    int filtered = random.Next(batch.Records + 1);
                    int letters = random.Next(batch.Records - filtered + 1);
                    lease.Commit(new LogPosition($"{batch.End}"), new BatchCounts { Read = batch.Records, Filtered = filtered, DeadLettered = letters });
                    confirmed = batch.End;
                    break;
                case 8:
                    lease.Rewind(new SyslogTransportException("The connection broke."));
                    (next, pending) = (confirmed, []);
                    break;
                case 9 when random.Next(5) == 0:
                    lease.Release();
                    lease = shard.Open();
                    (next, pending) = (confirmed, []);
                    break;
            }

            RecordTotals totals = shard.GetSnapshot().Totals;
            AssertAddsUp(totals);
            AssertGrew(before, totals);
            before = totals;
        }

        Assert.True(before.Repeated > 0 && before.Released > 0 && before.Skipped > 0, $"{before}");
    }

    private static void AssertAddsUp(RecordTotals totals)
    {
        Assert.Equal(totals.Read, totals.Filtered + totals.Delivered + totals.DeadLettered + totals.Skipped + totals.Released + totals.Pending);
        Assert.True(totals.Pending >= 0, $"{totals}");
    }

    private static void AssertGrew(RecordTotals before, RecordTotals after) => Assert.True(
        after.Read >= before.Read && after.Filtered >= before.Filtered && after.Delivered >= before.Delivered && after.Skipped >= before.Skipped
            && after.DeadLettered >= before.DeadLettered && after.Released >= before.Released && after.Repeated >= before.Repeated,
        $"{before} {after}");

    private static RecordTotals Totals(
        long read, long filtered = 0, long delivered = 0, long skipped = 0, long released = 0, long pending = 0, long repeated = 0) =>
        new(read, filtered, delivered, DeadLettered: 0, skipped, released, pending, repeated, Truncated: 0, Sanitized: 0, UnreadableTimes: 0);
}
