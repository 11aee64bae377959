using System.Text.RegularExpressions;

namespace SlsSyslog.Testing;

/// <summary>Validates the names of projects, logstores and consumer groups.</summary>
internal static partial class ResourceNames
{
    public static void CheckProject(string name)
    {
        if (!ProjectGrammar().IsMatch(name))
        {
            throw EmulatorException.ParameterInvalid($"The project name {name} is not valid. Specify 3 to 63 lowercase letters, digits and hyphens.");
        }
    }

    public static void CheckLogstore(string name)
    {
        if (!LogstoreGrammar().IsMatch(name))
        {
            throw new EmulatorException(
                400,
                "LogStoreInfoInvalid",
                $"The logstore name {name} is not valid. Specify 3 to 63 lowercase letters, digits, hyphens and underscores.");
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$")]
    private static partial Regex ProjectGrammar();

    [GeneratedRegex("^[a-z0-9][a-z0-9_-]{1,61}[a-z0-9]$")]
    private static partial Regex LogstoreGrammar();
}
