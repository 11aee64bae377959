namespace SlsSyslog.ConsumerGroups;

/// <summary>Checks environment variables that belong together, and the texts of access keys.</summary>
internal static class CredentialVariables
{
    /// <summary>Reads a variable without the white space around its value. An empty variable counts as absent.</summary>
    public static string? Read(Func<string, string?> read, string variable) => PlainText.Trim(read(variable)) is { Length: > 0 } value ? value : null;

    /// <summary>Describes what is missing when only a part of the variables is set; empty otherwise.</summary>
    public static string FindMissing(Func<string, string?> read, params string[] variables)
    {
        string[] missing = [.. variables.Where(variable => read(variable) is null)];
        return missing.Length == 0 || missing.Length == variables.Length
            ? ""
            : $"{string.Join(", ", variables.Except(missing))} is set, but {string.Join(", ", missing)} is not. ";
    }

    /// <summary>Describes what a part of an access key must not contain, without the value; null when it is valid.</summary>
    public static string? FindProblem(string value) =>
        value.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? value.AsSpan().ContainsAny('\r', '\n') ? "The value contains a line end."
                : value.Any(char.IsWhiteSpace) ? "The value contains a blank."
                : "The value contains a character that is not ASCII."
            : null;
}
