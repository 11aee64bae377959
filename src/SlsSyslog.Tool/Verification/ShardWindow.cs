namespace SlsSyslog.Tool;

/// <summary>Describes the part of a shard that is verified.</summary>
/// <param name="Logstore">The logstore.</param>
/// <param name="Shard">The number of the shard.</param>
/// <param name="Span">The logs that SLS received in the range of time, as far as it still has them.</param>
/// <param name="Oldest">The oldest log that SLS still has.</param>
/// <param name="Checkpoint">The checkpoint of the group; null when there is none.</param>
internal sealed record ShardWindow(string Logstore, int Shard, CursorSpan Span, CursorPoint Oldest, CursorPoint? Checkpoint);
