namespace SlsSyslog.Testing;

/// <summary>Who holds a shard within a consumer group.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="State">Its state.</param>
/// <param name="Holder">The consumer that holds it, or null.</param>
/// <param name="Next">The consumer that gets it when the holder lets go, or null.</param>
public sealed record EmulatorShardOwner(int Shard, EmulatorShardState State, string? Holder, string? Next);
