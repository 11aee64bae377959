using System.Text.Json;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class OwnCheckpointsTests
{
    private readonly OwnCheckpoints _own = new();

    [Fact]
    public void IsForeign_PositionsOfThisProcess_IsFalse()
    {
        _own.SetFound(0, At("a"));
        Assert.False(Read("a", 1));
        Store("b");
        Assert.False(Read("b", 2));

        // A read that is older than the last write, and a write without a response.
        Assert.False(Read("a", 1));
        _own.SetStoring(0, At("c"));
        Assert.False(Read("c", 3));
        Assert.False(Read("c", 4));
    }

    [Fact]
    public void IsForeign_TwoPositionsThatThisProcessNeverStored_IsTrue()
    {
        _own.SetFound(0, At("a"));

        Assert.False(Read("x", 1));
        Assert.False(Read("x", 1));
        Assert.True(Read("y", 2));
    }

    // An operator resets the checkpoint; this process stores its own again.
    [Fact]
    public void IsForeign_OneUnknownPosition_IsFalse()
    {
        _own.SetFound(0, At("a"));
        Assert.False(Read("x", 1));
        Store("b");
        Assert.False(Read("b", 2));
        Store("c");
        Assert.False(Read("c", 3));
    }

    // Both processes read few logs at the same time and store the same position.
    [Fact]
    public void IsForeign_SamePositionStoredAgainByAnother_IsTrue()
    {
        Store("a");
        Assert.False(Read("a", 1));
        Assert.False(Read("a", 1));
        Assert.True(Read("a", 2));
    }

    [Fact]
    public void IsForeign_StoredDuringTheRead_IsFalse()
    {
        Store("a");
        _own.BeginRead();
        Store("a");
        Assert.False(_own.IsForeign(Checkpoint("a", 1)));
        Assert.False(Read("a", 2));
        Assert.True(Read("a", 3));
    }

    [Fact]
    public void IsForeign_ShardIsNotReadOrHasNoCheckpoint_IsFalse()
    {
        Assert.False(Read("x", 1));
        Assert.False(Read("y", 2));
        _own.SetFound(0, At("a"));
        Assert.False(Read("", 3));
        _own.Remove(0);
        Assert.False(Read("x", 4));
    }

    private static LogPosition At(string cursor) => new(cursor);

    private static CheckpointInfo Checkpoint(string cursor, int updateTime) => new(0, cursor, JsonSerializer.SerializeToElement(updateTime));

    private void Store(string cursor)
    {
        _own.SetStoring(0, At(cursor));
        _own.SetStored(0);
    }

    private bool Read(string cursor, int updateTime)
    {
        _own.BeginRead();
        return _own.IsForeign(Checkpoint(cursor, updateTime));
    }
}
