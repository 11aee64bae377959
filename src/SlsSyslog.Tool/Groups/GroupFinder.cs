using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>Finds the group that a command names.</summary>
internal static class GroupFinder
{
    /// <exception cref="ToolException">The logstore does not have the group.</exception>
    public static async Task<GroupReport> FindAsync(
        LogstoreClient client, string name, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        GroupReport? report = await new GroupInspector(client, timeProvider).FindAsync(name, cancellationToken).ConfigureAwait(false);
        if (report is not null)
        {
            return report;
        }

        IReadOnlyList<ConsumerGroupDescription> groups = await client.ListGroupsAsync(cancellationToken).ConfigureAwait(false);
        string others = groups.Count == 0 ? "It has no groups."
            : $"Specify one of {PlainText.Clean(string.Join(", ", groups.Select(group => group.Name)))}.";
        throw new ToolException($"The logstore {client.Logstore} has no consumer group '{name}'. {others}");
    }
}
