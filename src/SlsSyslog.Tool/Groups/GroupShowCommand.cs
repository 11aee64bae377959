using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>The command that shows the shards of a group.</summary>
internal static class GroupShowCommand
{
    public static Command Create(ToolContext context)
    {
        GroupOptions options = new();
        ToolCommand command = new("show", "Shows the checkpoint, the lag and the owner of each shard of a group.")
        {
            UsesSettings = true,
            ChangesNothing = true,
            Examples = ["sls-syslog groups show siem --config settings.json"],
        };
        command.Add(options.Name);
        command.AddAll(options.Route, options.Logstore, options.Json);
        command.Run(async (result, cancellationToken) =>
        {
            IReadOnlyList<GroupReport> reports = await options.ReadAsync(context, result, FindAsync, cancellationToken).ConfigureAwait(false);
            if (result.GetValue(options.Json))
            {
                context.Console.WriteJson(reports, GroupsJson.Default.IReadOnlyListGroupReport);
                return ToolExitCode.Success;
            }

            foreach (GroupReport report in reports)
            {
                context.Console.Results.Write(GroupTables.OfShards(report));
            }

            return ToolExitCode.Success;

            async Task<IReadOnlyList<GroupReport>> FindAsync(LogstoreClient client, ToolRoute route) =>
                [await GroupFinder.FindAsync(client, options.NameOf(result, route), context.TimeProvider, cancellationToken).ConfigureAwait(false)];
        });
        return command;
    }
}
