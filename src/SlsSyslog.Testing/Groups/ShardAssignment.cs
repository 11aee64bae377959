namespace SlsSyslog.Testing;

/// <summary>One shard within a consumer group: who holds it, and its checkpoint.</summary>
internal sealed class ShardAssignment(int shard, EmulatorShardState state)
{
    public int Shard { get; } = shard;

    public EmulatorShardState State { get; set; } = state;

    public string? Holder { get; set; }

    /// <summary>Who gets the shard when its holder lets go; only while transferring.</summary>
    public string? Next { get; set; }

    public string Checkpoint { get; set; } = "";

    public string CheckpointConsumer { get; set; } = "";

    public DateTimeOffset UpdatedAt { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>Whom it counts for when shards are balanced: a shard in transfer counts for the next one.</summary>
    public string? CountsFor => State == EmulatorShardState.Transferring ? Next : Holder;

    public void Give(EmulatorShardState state, string? holder, string? next = null)
    {
        State = state;
        Holder = holder;
        Next = next;
    }
}
