using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>The command that lists the groups.</summary>
internal static class GroupListCommand
{
    public static Command Create(ToolContext context)
    {
        GroupOptions options = new();
        ToolCommand command = new("list", "Lists the groups with their lag, and the consumers that stored their checkpoints.")
        {
            UsesSettings = true,
            Examples = ["sls-syslog groups list --config settings.json"],
        };
        command.Add(options.Route);
        command.Add(options.Logstore);
        command.Add(options.Json);
        command.Run(async (result, cancellationToken) =>
        {
            using ToolSettings settings = context.LoadSettings(result);
            ToolRoute route = ToolRoute.Find(settings, result.GetValue(options.Route));
            List<GroupReport> groups = [];
            foreach (string logstore in route.FindLogstores(result.GetValue(options.Logstore)))
            {
                using LogstoreClient client = route.Open(settings, logstore, context.TimeProvider);
                groups.AddRange(await new GroupInspector(client, context.TimeProvider).ListAsync(cancellationToken).ConfigureAwait(false));
            }

            if (result.GetValue(options.Json))
            {
                context.Console.WriteJson(groups, GroupsJson.Default.IReadOnlyListGroupReport);
            }
            else if (groups.Count == 0)
            {
                await context.Console.Error.WriteLineAsync("There are no consumer groups.").ConfigureAwait(false);
            }
            else
            {
                context.Console.Results.Write(GroupTables.OfGroups(groups));
            }

            return ToolExitCode.Success;
        });
        return command;
    }
}
