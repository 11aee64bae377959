namespace SlsSyslog.Tool;

/// <summary>What <c>init</c> wrote, and what to run next.</summary>
/// <param name="Settings">The path of the settings file.</param>
/// <param name="Policy">The path of the RAM policy.</param>
/// <param name="Next">The next commands.</param>
internal sealed record InitResult(string Settings, string Policy, string[] Next);
