using System.Collections;
using System.Text.RegularExpressions;

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
                FindSimilar(name, known) is { } similar ? $"Rename it to {similar}, or remove it." : "Remove it.");
    }

    // Names by which the same is often called, beside those of the configuration keys.
    private static readonly (string Name, string Variable)[] OtherNames =
    [
        ("SLS_GROUP", "SLS_CG"),
        ("SLS_CONSUMER_NAME", "SLS_CONSUMER"),
        ("SLS_CONSUMER_ID", "SLS_CONSUMER"),
        ("SLS_POSITION", "SLS_START"),
        ("SLS_CURSOR", "SLS_START"),
        ("SLS_HEARTBEAT", "SLS_HEARTBEAT_INTERVAL"),
        ("SLS_CONSUMER_GROUP_TIMEOUT", "SLS_GROUP_TIMEOUT"),
        ("SLS_CG_TIMEOUT", "SLS_GROUP_TIMEOUT"),
        ("SLS_INTERVAL", "SLS_FETCH_INTERVAL"),
        ("SLS_ACCESS_KEY_ID", "SLS_AK_ID"),
        ("SLS_ACCESS_KEY", "SLS_AK_ID"),
        ("SLS_ACCESS_KEY_SECRET", "SLS_AK_KEY"),
        ("SLS_AK_SECRET", "SLS_AK_KEY"),
        ("SLS_SECRET", "SLS_AK_KEY"),
        ("SLS_SECURITY_TOKEN", "SLS_STS_TOKEN"),
        ("SYSLOG_SERVER", EnvironmentVariables.Host),
        ("SYSLOG_ADDRESS", EnvironmentVariables.Host),
        ("SYSLOG_SCHEME", EnvironmentVariables.Protocol),
        ("SYSLOG_TRANSPORT", EnvironmentVariables.Protocol),
        ("SYSLOG_CA", "SYSLOG_CERT_PATH"),
        ("SYSLOG_APP", "SYSLOG_TAG"),
    ];

    // The keys that a variable sets are names for it too: SLS_CONSUMER_GROUP means SLS_CG, because that sets Source:ConsumerGroup.
    private static string? FindSimilar(string name, string[] known)
    {
        Dictionary<string, string> meanings = new(StringComparer.OrdinalIgnoreCase);
        foreach (string variable in known)
        {
            meanings[Join(variable)] = variable;
        }

        foreach (EnvironmentVariable variable in EnvironmentVariables.All)
        {
            foreach (string key in variable.Keys)
            {
                string prefix = variable.Name[..(variable.Name.IndexOf('_', StringComparison.Ordinal) + 1)];
                meanings.TryAdd(Join(prefix + key[(key.LastIndexOf(':') + 1)..]), variable.Name);
            }
        }

        foreach ((string other, string variable) in OtherNames.Where(other => known.Contains(other.Variable)))
        {
            meanings.TryAdd(Join(other), variable);
        }

        return SimilarName.Find(Join(name), meanings.Keys) is { } similar ? meanings[similar] : null;
    }

    private static string Join(string name) => name.Replace("_", "", StringComparison.Ordinal);

    /// <summary>Returns whether Kubernetes sets a variable because a service of the namespace is named <c>sls</c> or <c>syslog</c>.</summary>
    public static bool IsServiceLink(string name, string value) => ServiceLinkName().IsMatch(name) || ServiceLinkValue().IsMatch(value);

    [GeneratedRegex("_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)$")]
    private static partial Regex ServiceLinkName();

    [GeneratedRegex("^(tcp|udp|sctp)://[^/]+:[0-9]+$")]
    private static partial Regex ServiceLinkValue();
}
