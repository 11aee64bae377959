namespace SlsSyslog.Testing;

/// <summary>One answered request.</summary>
/// <param name="Number">Its place in the order of answers, from 1.</param>
/// <param name="At">When it was answered.</param>
/// <param name="Operation">What it asked for.</param>
/// <param name="Target">Method, path and query as received.</param>
/// <param name="Shard">The shard in its path or body, or null.</param>
/// <param name="Consumer">The consumer it named, or null.</param>
/// <param name="Status">The HTTP status of the answer; 0 when the connection was broken on purpose.</param>
/// <param name="ErrorCode">The error code of the answer, or null.</param>
/// <param name="RequestId">The request id of the answer.</param>
public sealed record EmulatorRequest(
    long Number, DateTimeOffset At, SlsOperation Operation, string Target, int? Shard, string? Consumer, int Status, string? ErrorCode, string RequestId);
