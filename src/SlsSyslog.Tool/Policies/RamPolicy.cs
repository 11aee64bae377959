using System.Text.Json.Serialization;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>Represents a policy of RAM (Resource Access Management).</summary>
/// <param name="Version">The version of the format.</param>
/// <param name="Statement">What is allowed.</param>
internal sealed record RamPolicy(
    [property: JsonPropertyName("Version")] string Version,
    [property: JsonPropertyName("Statement")] IReadOnlyList<RamStatement> Statement)
{
    private const string FormatVersion = "1";

    /// <summary>Creates the policy that allows the least that sources need.</summary>
    /// <param name="sources">The sources of all routes.</param>
    /// <param name="account">The ID of the account that owns the projects, or <c>*</c>.</param>
    /// <param name="managesGroups">Whether consumer groups are deleted.</param>
    /// <param name="replays">Whether past periods are sent again.</param>
    public static RamPolicy Create(IEnumerable<ConsumerGroupOptions> sources, string account, bool managesGroups, bool replays = false)
    {
        ConsumerGroupOptions[] all = [.. sources];
        string[] groupActions = [.. RamAction.OnGroup.Concat(managesGroups ? RamAction.OfManagement : []).Order(StringComparer.Ordinal)];
        RamStatement[] ofReplays = replays
            ? [new(RamAction.OnReplayGroups, Resources(all, account, (logstore, _) => $"{logstore}/consumergroup/{ReplayNames.Prefix}*"))]
            : [];
        return new RamPolicy(FormatVersion,
        [
            new RamStatement(RamAction.OnLogstore, Resources(all, account, (logstore, _) => logstore)),
            new RamStatement(RamAction.OnGroups, Resources(all, account, (logstore, _) => $"{logstore}/consumergroup/*")),
            new RamStatement(groupActions, Resources(all, account, (logstore, source) => $"{logstore}/consumergroup/{source.ConsumerGroup}")),
            .. ofReplays,
        ]);
    }

    private static string[] Resources(ConsumerGroupOptions[] sources, string account, Func<string, ConsumerGroupOptions, string> describe) =>
    [
        .. sources
            .SelectMany(source => Logstores(source).Select(logstore =>
                describe($"acs:log:{ServiceRegion.Find(source)}:{account}:project/{source.Project}/logstore/{logstore}", source)))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    private static string[] Logstores(ConsumerGroupOptions source) =>
        source.Logstore.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
