namespace SlsSyslog.Testing;

/// <summary>Represents one shard within a consumer group: its holder and its checkpoint.</summary>
internal sealed class ShardAssignment(int shard, EmulatorShardState state)
{
    public int Shard { get; } = shard;

    public EmulatorShardState State { get; set; } = state;

    public string? Holder { get; set; }

    /// <summary>Gets or sets the consumer that receives the shard when its holder releases it, during a transfer.</summary>
    public string? Next { get; set; }

    public string Checkpoint { get; set; } = "";

    public string CheckpointConsumer { get; set; } = "";

    public DateTimeOffset UpdatedAt { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>Gets the consumer that the shard counts for in balancing: during a transfer, the next one.</summary>
    public string? CountsFor => State == EmulatorShardState.Transferring ? Next : Holder;

    public void Give(EmulatorShardState state, string? holder, string? next = null)
    {
        State = state;
        Holder = holder;
        Next = next;
    }
}
