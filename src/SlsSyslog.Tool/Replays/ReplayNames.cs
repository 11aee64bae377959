using System.Security.Cryptography;

namespace SlsSyslog.Tool;

/// <summary>Names what belongs to a replay, so that the same command finds it again.</summary>
internal static class ReplayNames
{
    /// <summary>The field that marks replayed records.</summary>
    public const string MarkField = "slssyslog_replay";

    /// <summary>The start of the names of the consumer groups that keep the progress of replays.</summary>
    public const string Prefix = "slssyslog-replay-";

    private const int DigestLength = 16;

    /// <summary>Returns the name of the route that replays a route: a separate name in metrics, in the status and in the ledger.</summary>
    public static string RouteOf(string route) => route == SlsSyslogOptions.DefaultRouteName ? "replay" : $"replay-{route}";

    /// <summary>Returns the name of the ledger of replays of a ledger, whose name can contain a destination.</summary>
    public static string LedgerOf(string ledger)
    {
        string[] parts = ledger.Split('/', 2);
        return parts.Length == 1 ? RouteOf(parts[0]) : $"{RouteOf(parts[0])}/{parts[1]}";
    }

    /// <summary>Returns the consumer group that keeps the progress. It depends on what is replayed, and where to.</summary>
    public static string GroupOf(params IReadOnlyList<string> parts) =>
        Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..DigestLength];
}
