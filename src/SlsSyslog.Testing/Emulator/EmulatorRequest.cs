namespace SlsSyslog.Testing;

/// <summary>Represents one request and its response.</summary>
/// <param name="Number">The position in the order of responses, starting with 1.</param>
/// <param name="At">The time of the response.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Target">The method, path and query as received.</param>
/// <param name="Shard">The shard in the path or body, or <see langword="null"/>.</param>
/// <param name="Consumer">The consumer of the request, or <see langword="null"/>.</param>
/// <param name="Status">The HTTP status of the response, or 0 when a fault broke the connection.</param>
/// <param name="ErrorCode">The error code of the response, or <see langword="null"/>.</param>
/// <param name="RequestId">The request id of the response.</param>
public sealed record EmulatorRequest(
    long Number, DateTimeOffset At, SlsOperation Operation, string Target, int? Shard, string? Consumer, int Status, string? ErrorCode,
    string RequestId);
