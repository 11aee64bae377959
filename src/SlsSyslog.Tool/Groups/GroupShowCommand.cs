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
            Examples = ["sls-syslog groups show siem --config settings.json"],
        };
        command.Add(options.Name);
        command.Add(options.Route);
        command.Add(options.Logstore);
        command.Add(options.Json);
        command.Run(async (result, cancellationToken) =>
        {
            using ToolSettings settings = context.LoadSettings(result);
            ToolRoute route = ToolRoute.Find(settings, result.GetValue(options.Route));
            string name = options.NameOf(result, route);
            List<GroupReport> reports = [];
            foreach (string logstore in route.FindLogstores(result.GetValue(options.Logstore)))
            {
                using LogstoreClient client = route.Open(settings, logstore, context.TimeProvider);
                reports.Add(await GroupFinder.FindAsync(client, name, context.TimeProvider, cancellationToken).ConfigureAwait(false));
            }

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
        });
        return command;
    }
}
