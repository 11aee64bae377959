namespace SlsSyslog;

/// <summary>Represents an error and what an operator can do about it. Both texts are free of control characters.</summary>
/// <param name="Time">The time of the error.</param>
/// <param name="Message">The error.</param>
/// <param name="Action">What to do.</param>
public sealed record StatusError(DateTimeOffset Time, string Message, string Action);
