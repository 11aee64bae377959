namespace SlsSyslog.Testing;

/// <summary>A request and the answer to it.</summary>
internal sealed record Exchange(SlsRequest? Request, Route Route, SlsAnswer Answer, string RequestId, int? Shard, string? Consumer);
