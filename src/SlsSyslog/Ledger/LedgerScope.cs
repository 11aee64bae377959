namespace SlsSyslog;

/// <summary>Describes what all lines of the ledger of a route have in common.</summary>
/// <param name="Project">The project.</param>
/// <param name="Group">The consumer group.</param>
/// <param name="Route">The name of the route.</param>
/// <param name="Destination">The servers.</param>
/// <param name="SettingsHash">The digest of the settings.</param>
internal sealed record LedgerScope(string Project, string Group, string Route, string Destination, string SettingsHash);
