using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>The command that deletes a group with its checkpoints.</summary>
internal static class GroupDeleteCommand
{
    public static Command Create(ToolContext context)
    {
        GroupOptions options = new();
        ToolCommand command = new("delete", "Deletes a group and its checkpoints.")
        {
            UsesSettings = true,
            Examples = ["sls-syslog groups delete old-siem --config settings.json"],
        };
        command.Add(options.Name);
        command.AddAll(options.Route, options.Logstore, options.Json, options.Yes, options.Force);

        command.Run(async (result, cancellationToken) =>
        {
            if (result.GetValue(options.Name) is null)
            {
                throw new ToolException("The name of the group is missing. Specify it: sls-syslog groups delete GROUP.");
            }

            using ToolSettings settings = context.LoadSettings(result);
            ToolRoute route = ToolRoute.Find(settings, result.GetValue(options.Route));
            string logstore = GroupSetCommand.FindOne(route, result.GetValue(options.Logstore));
            using LogstoreClient client = await route.OpenAsync(settings, logstore, context.TimeProvider, cancellationToken).ConfigureAwait(false);
            GroupReport report = await GroupFinder.FindAsync(client, options.NameOf(result, route), context.TimeProvider, cancellationToken)
                .ConfigureAwait(false);
            GroupEditor editor = new(client);
            IReadOnlyList<LiveConsumer> live = await LiveConsumerCheck.RunAsync(
                editor, report, result.GetValue(options.Force), cancellationToken).ConfigureAwait(false);
            string question = $"Delete the group '{report.Group}' of the logstore {logstore} and its checkpoints?";
            if (!await Confirmation.AskAsync(context.Console, question, result.GetValue(options.Yes), cancellationToken).ConfigureAwait(false))
            {
                await context.Console.Error.WriteLineAsync("Nothing was changed.").ConfigureAwait(false);
                return ToolExitCode.CheckFailed;
            }

            await editor.DeleteAsync(report.Group, cancellationToken).ConfigureAwait(false);
            if (result.GetValue(options.Json))
            {
                context.Console.WriteJson(new GroupResult(logstore, report.Group, "delete", [], live), GroupsJson.Default.GroupResult);
            }
            else
            {
                await context.Console.Out.WriteLineAsync($"The group '{report.Group}' is deleted.").ConfigureAwait(false);
            }

            return ToolExitCode.Success;
        });
        return command;
    }
}
