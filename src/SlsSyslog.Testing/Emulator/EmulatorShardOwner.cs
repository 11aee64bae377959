namespace SlsSyslog.Testing;

/// <summary>Represents the owner of a shard within a consumer group.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="State">The state of the shard.</param>
/// <param name="Holder">The consumer that holds the shard, or <see langword="null"/>.</param>
/// <param name="Next">The consumer that receives the shard when the holder releases it, or <see langword="null"/>.</param>
public sealed record EmulatorShardOwner(int Shard, EmulatorShardState State, string? Holder, string? Next);
