namespace SlsSyslog.ConsumerGroups;

/// <summary>Checks environment variables that belong together.</summary>
internal static class CredentialVariables
{
    /// <summary>Describes what is missing when only a part of the variables is set; empty otherwise.</summary>
    public static string FindMissing(Func<string, string?> read, params string[] variables)
    {
        string[] missing = [.. variables.Where(variable => read(variable) is null)];
        return missing.Length == 0 || missing.Length == variables.Length
            ? ""
            : $"{string.Join(", ", variables.Except(missing))} is set, but {string.Join(", ", missing)} is not. ";
    }
}
