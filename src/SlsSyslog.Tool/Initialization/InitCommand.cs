using System.Text.Json;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>The command that writes a settings file and its RAM policy.</summary>
internal static class InitCommand
{
    public static Command Create(ToolContext context)
    {
        ToolCommand command = new(
            "init", "Asks for the SIEM, the log type, the logstore and the destination, and writes a settings file and its RAM policy.")
        {
            Examples =
            [
                "sls-syslog init",
                "sls-syslog init --preset arcsight-cef --endpoint cn-hangzhou.log.aliyuncs.com --project sec-prod --logstore actiontrail "
                    + "--destination tcp://siem.corp:514",
            ],
        };
        InitQuestion[] questions = InitQuestions.Create();
        Option<string?> settingsPath = ToolOptions.Text("--output", "FILE", "The settings file to write.", "sls-syslog.json");
        Option<string?> policyPath = ToolOptions.Text("--policy-output", "FILE", "The RAM policy to write.", "sls-syslog-policy.json");
        Option<bool> force = ToolOptions.Flag("--force", "Replaces files that exist.");
        Option<bool> json = ToolOptions.Json();
        foreach (Option option in (Option[])[.. questions.Select(question => question.Option), settingsPath, policyPath, force, json])
        {
            command.Options.Add(option);
        }

        command.Run(async (result, cancellationToken) =>
        {
            (string settings, string policy) = (result.GetValue(settingsPath)!, result.GetValue(policyPath)!);
            if (Path.GetFullPath(settings) == Path.GetFullPath(policy))
            {
                throw new ToolException("--output and --policy-output name the same file. Specify two files.");
            }

            InitDialog dialog = new(context.Console, questions);
            dialog.ReadOptions(result);
            NewFiles.Check([settings, policy], result.GetValue(force));
            InitAnswers answers = await AskAsync(dialog, cancellationToken).ConfigureAwait(false);
            if (SettingsTemplate.FindErrors(answers) is [{ } error, ..])
            {
                throw new ToolException($"{error}\nThese answers do not fit together. Nothing was written.");
            }

            NewFiles.Write([(settings, SettingsTemplate.Create(answers)), (policy, CreatePolicy(answers))], result.GetValue(force));
            string file = settings.Contains(' ', StringComparison.Ordinal) ? $"\"{settings}\"" : settings;
            InitResult written = new(settings, policy, [$"sls-syslog check --config {file}", $"sls-syslog run --config {file}"]);
            Report(context.Console, written, result.GetValue(json));
            return ToolExitCode.Success;
        });
        return command;
    }

    private static async Task<InitAnswers> AskAsync(InitDialog dialog, CancellationToken cancellationToken)
    {
        try
        {
            return await dialog.CollectAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new ToolException("\nInterrupted. Nothing was written. Run 'sls-syslog init' to start again.", ToolExitCode.Interrupted);
        }
    }

    private static string CreatePolicy(InitAnswers answers)
    {
        ConsumerGroupOptions source = new()
        {
            Endpoint = answers.Endpoint,
            Project = answers.Project,
            Logstore = answers.Logstore,
            ConsumerGroup = answers.ConsumerGroup,
        };
        return JsonSerializer.Serialize(RamPolicy.Create([source], ServiceRegion.Any, managesGroups: false), PolicyJson.Indented.RamPolicy) + "\n";
    }

    private static void Report(ToolConsole console, InitResult result, bool isJson)
    {
        if (isJson)
        {
            console.WriteJson(result, InitJson.Default.InitResult);
            return;
        }

        console.Out.WriteLine($"{result.Settings}: the settings, with comments");
        console.Out.WriteLine($"{result.Policy}: the RAM policy for the user or the role that reads the logs");
        console.Out.WriteLine();
        console.Out.WriteLine("Next, with SLS_AK_ID and SLS_AK_KEY of that user:");
        foreach (string command in result.Next)
        {
            console.Out.WriteLine($"  {command}");
        }
    }
}
