namespace SlsSyslog.Tool;

/// <summary>Describes the checkpoint of one shard before and after it is set.</summary>
/// <param name="Shard">The number of the shard.</param>
/// <param name="Before">The checkpoint before; null when there was none.</param>
/// <param name="After">The checkpoint after.</param>
/// <param name="AfterTime">When SLS received the next log; null when there is none.</param>
/// <param name="Owner">The consumer that stored the checkpoint before. SLS names it for the new one as well, by which it is still found.</param>
internal sealed record GroupChange(int Shard, string? Before, string After, DateTimeOffset? AfterTime, string? Owner);
