namespace SlsSyslog.Tool;

/// <summary>Represents how many records a SIEM has.</summary>
/// <param name="Shard">The shard, as <c>logstore/shard</c> or as its number; null for all shards.</param>
/// <param name="Minute">The minute; null for the whole range.</param>
/// <param name="Records">The number of records.</param>
internal sealed record SiemCount(string? Shard, DateTimeOffset? Minute, long Records);
