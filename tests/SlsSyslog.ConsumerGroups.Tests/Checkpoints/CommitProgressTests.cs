using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class CommitProgressTests
{
    private static readonly LogPosition First = new("MQ==");
    private static readonly LogPosition Second = new("Mg==");

    [Theory]
    [InlineData(5, null, false, true)]
    [InlineData(6, null, false, false)]
    [InlineData(null, 50L, false, true)]
    [InlineData(null, 51L, false, false)]
    [InlineData(null, null, false, false)]
    [InlineData(4, 51L, true, true)]
    public void IsDue_TwoBatches_DependsOnRecordsOrBytes(int? records, long? bytes, bool afterFirst, bool afterSecond)
    {
        CommitProgress progress = new(records, bytes);
        progress.AddRead(First, 4, 20);
        progress.AddRead(Second, 1, 30);
        Assert.False(progress.IsDue);

        progress.Confirm(First);
        Assert.Equal(afterFirst, progress.IsDue);
        progress.Confirm(Second);
        Assert.Equal(afterSecond, progress.IsDue);
        progress.BeginStore();
        progress.SetStored();
        Assert.False(progress.IsDue);
    }

    [Fact]
    public void SetStored_RecordsConfirmedInTheMeantime_StillCount()
    {
        CommitProgress progress = new(maxRecords: 5, maxBytes: null);
        progress.AddRead(First, 4, 0);
        progress.AddRead(Second, 5, 0);
        progress.Confirm(First);
        progress.BeginStore();

        progress.Confirm(Second);
        progress.SetStored();

        Assert.True(progress.IsDue);
    }
}
