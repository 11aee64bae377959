namespace SlsSyslog.Tool;

/// <summary>The commands that list and show the built-in profiles of log types.</summary>
internal static class ProfilesCommand
{
    public static Command Create(ToolContext context)
    {
        ToolCommand command = new("profiles", "Lists and shows the built-in profiles, which map the fields of a log type.");
        command.Subcommands.Add(CreateList(context));
        command.Subcommands.Add(CreateShow(context));
        return command;
    }

    private static ToolCommand CreateList(ToolContext context)
    {
        ToolCommand command = new("list", "Lists the profiles.") { Examples = ["sls-syslog profiles list"] };
        Option<bool> json = ToolOptions.Json();
        command.Options.Add(json);
        command.Run((result, _) =>
        {
            ProfileSummary[] profiles = [.. ProfileFile.All.Select(file => file.Summary)];
            if (result.GetValue(json))
            {
                context.Console.WriteJson(profiles, ProfilesJson.Default.ProfileSummaryArray);
            }
            else
            {
                IEnumerable<string[]> rows = profiles.Select(profile => new[] { profile.Name, profile.Product, profile.Evidence });
                WriteTable(context.Console, ["profile", "log type", "evidence"], rows);
            }

            return Task.FromResult(ToolExitCode.Success);
        });
        return command;
    }

    private static ToolCommand CreateShow(ToolContext context)
    {
        ToolCommand command = new("show", "Shows what a profile matches and maps. With --json, its file, from which an own profile can be made.")
        {
            Examples = ["sls-syslog profiles show actiontrail", "sls-syslog profiles show actiontrail --json > my-profile.json"],
        };
        Argument<string> name = new("NAME") { Description = "The name of the profile." };
        name.CompletionSources.Add([.. SourceProfiles.Names]);
        Option<bool> json = ToolOptions.Json();
        command.Arguments.Add(name);
        command.Options.Add(json);
        command.Run(async (result, _) =>
        {
            ProfileFile file = ProfileFile.Find(result.GetValue(name)!);
            if (result.GetValue(json))
            {
                await context.Console.Out.WriteLineAsync(file.Text).ConfigureAwait(false);
            }
            else
            {
                Show(context.Console, file);
            }

            return ToolExitCode.Success;
        });
        return command;
    }

    private static void Show(ToolConsole console, ProfileFile file)
    {
        ProfileSummary summary = file.Summary;
        console.Out.WriteLine($"{summary.Name}: {summary.Product}, from {(summary.Evidence == "real" ? "real records" : summary.Evidence)}");
        if (summary.Topics.Length > 0)
        {
            console.Out.WriteLine($"topics: {string.Join(", ", summary.Topics)}");
        }

        foreach (string note in file.Notes)
        {
            console.Out.WriteLine($"note: {note}");
        }

        WriteTable(console, ["name (ECS)", "from"], file.Fields.Select(field => new[] { field.Name, field.From }));
    }

    private static void WriteTable(ToolConsole console, string[] columns, IEnumerable<string[]> rows)
    {
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumns([.. columns.Select(column => new TableColumn(new Text(column)))]);
        foreach (string[] row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        console.Results.Write(table);
    }
}
