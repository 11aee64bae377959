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
            ChangesNothing = true,
            Examples = ["sls-syslog groups list --config settings.json"],
        };
        command.AddAll(options.Route, options.Logstore, options.Json);
        command.Run(async (result, cancellationToken) =>
        {
            IReadOnlyList<GroupReport> groups = await options.ReadAsync(
                context, result, (client, _) => new GroupInspector(client, context.TimeProvider).ListAsync(cancellationToken), cancellationToken)
                .ConfigureAwait(false);
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
