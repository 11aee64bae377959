using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>The command that sets checkpoints.</summary>
internal static class GroupSetCommand
{
    private static readonly string[] Words = ["earliest", "latest"];

    public static Command Create(ToolContext context)
    {
        GroupOptions options = new();
        Option<ShardPosition?> to = new("--to")
        {
            Description =
                "The position: earliest, latest, or the time at which SLS received the next log: 2026-01-31T08:00:00Z, or 2h for two hours ago.",
            HelpName = "earliest|latest|TIME",
            CustomParser = result => Parse(ToolOptions.ValueOf(result), context.TimeProvider)
                ?? ToolOptions.Fail<ShardPosition?>(
                    result, "--to", "Specify earliest, latest, a time such as 2026-01-31T08:00:00Z, or 2h for two hours ago."),
        };
        Option<int?> shard = new("--shard")
        {
            Description = "The number of one shard. The default is all shards.",
            HelpName = "N",
            CustomParser = result => int.TryParse(ToolOptions.ValueOf(result), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? number
                : ToolOptions.Fail<int?>(result, "--shard", "Specify the number of a shard."),
        };
        ToolCommand command = new("set", "Sets the checkpoints of a group, from which its consumers continue when they start.")
        {
            UsesSettings = true,
            Examples =
            [
                "sls-syslog groups set siem --to 2026-01-31T08:00:00Z --config settings.json",
                "sls-syslog groups set siem --to latest --shard 3 --yes --config settings.json",
            ],
        };
        command.AddAll(to, shard, options.Route, options.Logstore, options.Json, options.Yes, options.Force);

        command.Add(options.Name);
        command.Run(async (result, cancellationToken) =>
        {
            ShardPosition position = result.GetValue(to)
                ?? throw new ToolException("The option --to is missing. Specify --to earliest, --to latest or --to TIME.");
            if (position.Time is { } time && time > context.TimeProvider.GetUtcNow())
            {
                throw new ToolException($"--to ({TimeText.Format(time)}) is in the future. Specify a time that has passed, or latest.");
            }

            using ToolSettings settings = context.LoadSettings(result);
            ToolRoute route = ToolRoute.Find(settings, result.GetValue(options.Route));
            string logstore = FindOne(route, result.GetValue(options.Logstore));
            using LogstoreClient client = await route.OpenAsync(settings, logstore, context.TimeProvider, cancellationToken).ConfigureAwait(false);
            GroupReport report = await GroupFinder.FindAsync(client, options.NameOf(result, route), context.TimeProvider, cancellationToken)
                .ConfigureAwait(false);
            int? one = result.GetValue(shard);
            if (one is not null && report.Shards.All(current => current.Shard != one))
            {
                string others = string.Join(", ", report.Shards.Select(current => current.Shard));
                throw new ToolException($"The logstore {logstore} has no shard {one}. Specify one of {others}.");
            }

            GroupEditor editor = new(client);
            IReadOnlyList<LiveConsumer> live = await LiveConsumerCheck.RunAsync(
                editor, report, result.GetValue(options.Force), cancellationToken).ConfigureAwait(false);
            IReadOnlyList<GroupChange> changes = await editor.PlanAsync(report, one, position, cancellationToken).ConfigureAwait(false);
            GroupResult plan = new(logstore, report.Group, "set", changes, live);
            return await ApplyAsync(context, editor, options, result, plan, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    /// <summary>Finds the only logstore: a change of several groups could be done for some of them only.</summary>
    /// <exception cref="ToolException">There are several.</exception>
    public static string FindOne(ToolRoute route, string? logstore) => route.FindLogstores(logstore) is [string only] ? only
        : throw new ToolException($"The route '{route.Name}' reads {string.Join(", ", route.Logstores)}. Specify one of them with --logstore.");

    private static ShardPosition? Parse(string text, TimeProvider timeProvider) =>
        Words.Contains(text, StringComparer.OrdinalIgnoreCase) ? ShardPosition.Parse(text)
        : TimeText.TryParseTime(text, timeProvider, out DateTimeOffset time) ? ShardPosition.At(time)
        : null;

    private static async Task<ToolExitCode> ApplyAsync(
        ToolContext context, GroupEditor editor, GroupOptions options, ParseResult result, GroupResult plan, CancellationToken cancellationToken)
    {
        context.Console.People.Write(GroupTables.OfChanges(plan.Logstore, plan.Changes));
        string question = $"Set these checkpoints of the group '{plan.Group}'? What lies between them is skipped or sent again.";
        if (!await Confirmation.AskAsync(context.Console, question, result.GetValue(options.Yes), cancellationToken).ConfigureAwait(false))
        {
            await context.Console.Error.WriteLineAsync("Nothing was changed.").ConfigureAwait(false);
            return ToolExitCode.CheckFailed;
        }

        try
        {
            await editor.ApplyAsync(plan.Group, plan.Changes, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await context.Console.Error.WriteLineAsync("Interrupted. Some checkpoints may be set: repeat the command to set all of them.")
                .ConfigureAwait(false);
            return ToolExitCode.Interrupted;
        }

        if (result.GetValue(options.Json))
        {
            context.Console.WriteJson(plan, GroupsJson.Default.GroupResult);
        }
        else
        {
            string checkpoints = plan.Changes.Count == 1 ? "1 checkpoint" : $"{plan.Changes.Count} checkpoints";
            await context.Console.Out.WriteLineAsync(
                $"{checkpoints} of the group '{plan.Group}' {(plan.Changes.Count == 1 ? "is" : "are")} set.").ConfigureAwait(false);
        }

        if (plan.LiveConsumers.Count > 0)
        {
            string names = PlainText.Clean(string.Join(", ", plan.LiveConsumers.Select(consumer => consumer.Name)));
            await context.Console.Error.WriteLineAsync(
                $"The group is in use by {names}. A running consumer overwrites what is set with its next checkpoint.\n"
                + "Stop the consumers, and repeat the command.").ConfigureAwait(false);
        }

        return ToolExitCode.Success;
    }
}
