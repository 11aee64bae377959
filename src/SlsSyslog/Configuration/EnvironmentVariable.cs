namespace SlsSyslog;

/// <summary>One environment variable, the keys it sets, and how its text becomes theirs.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Keys">The configuration paths it sets.</param>
/// <param name="Convert">Makes the configuration's text of the variable's; a text it does not know is passed on for validation to name.</param>
internal sealed record EnvironmentVariable(string Name, string[] Keys, Func<string, string> Convert);
