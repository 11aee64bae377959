using System.Collections;
using System.Text.RegularExpressions;
using SlsSyslog.Serialization;

namespace SlsSyslog;

/// <summary>Finds environment variables with the prefixes of SlsSyslog that nothing uses. They are probably misspelled.</summary>
internal static partial class UnknownVariables
{
    private static readonly string[] Prefixes = ["SLS_", "SYSLOG_"];

    // Used by the package SlsSyslog.FunctionCompute.
    private const string ListenAddress = "SLS_LISTEN_ADDRESS";

    /// <summary>Returns an error for each unknown variable that is set.</summary>
    /// <param name="variables">All environment variables.</param>
    /// <param name="others">The names of variables that the program itself uses.</param>
    public static IEnumerable<OptionError> Find(IDictionary variables, IReadOnlyCollection<string> others)
    {
        string[] known =
        [
            .. EnvironmentVariables.All.Select(variable => variable.Name),
            EnvironmentVariables.Host,
            EnvironmentVariables.Port,
            EnvironmentVariables.Protocol,
            ListenAddress,
            .. others,
        ];
        StringComparer comparer = OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        return
            from name in variables.Keys.Cast<string>()
            where variables[name] is string { Length: > 0 } value
                && Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                && !known.Contains(name, comparer)
                && !IsServiceLink(name, value)
            orderby name
            select new OptionError(
                name,
                "The environment variable is unknown.",
                SimilarName.Find(name, known) is { } similar ? $"Rename it to {similar}, or remove it." : "Remove it.");
    }

    /// <summary>Returns whether Kubernetes sets a variable because a service of the namespace is named <c>sls</c> or <c>syslog</c>.</summary>
    public static bool IsServiceLink(string name, string value) => ServiceLinkName().IsMatch(name) || ServiceLinkValue().IsMatch(value);

    [GeneratedRegex("_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)$")]
    private static partial Regex ServiceLinkName();

    [GeneratedRegex("^(tcp|udp|sctp)://[^/]+:[0-9]+$")]
    private static partial Regex ServiceLinkValue();
}
