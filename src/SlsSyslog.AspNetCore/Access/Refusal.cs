namespace SlsSyslog.AspNetCore;

/// <summary>Represents why a request is refused.</summary>
/// <param name="StatusCode">The status code.</param>
/// <param name="Reason">The reason and what to do. It contains nothing from the request.</param>
internal sealed record Refusal(int StatusCode, string Reason);
