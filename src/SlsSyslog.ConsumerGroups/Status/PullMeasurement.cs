namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents one request for logs, whether it succeeded or failed.</summary>
/// <param name="Logstore">The name of the logstore.</param>
/// <param name="Duration">The time from the request to the end of the response, without the wait for the next pull.</param>
/// <param name="ErrorType">
/// The type of the error, or <see langword="null"/> for a success: <c>transient</c>, <c>throttled</c>, <c>credentials</c>, <c>clock</c>,
/// <c>missing</c>, <c>rejected</c>, <c>shard_missing</c>, <c>invalid_cursor</c> or <c>_OTHER</c>.
/// </param>
public readonly record struct PullMeasurement(string Logstore, TimeSpan Duration, string? ErrorType);
