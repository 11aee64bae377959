namespace SlsSyslog.Receivers.Tests;

internal static class Requirement
{
    public static string? SkipReason(string? missing) =>
        Environment.GetEnvironmentVariable("CI") is "true" or "1" ? null : missing;
}
