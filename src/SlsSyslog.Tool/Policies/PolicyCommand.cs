using System.Text.Json;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Hosting;

namespace SlsSyslog.Tool;

/// <summary>The command that writes the RAM policy for the settings.</summary>
internal static class PolicyCommand
{
    public static Command Create(ToolContext context)
    {
        ToolCommand command = new("policy", "Writes the RAM policy that allows what these settings need. It needs no credentials.")
        {
            UsesSettings = true,
            Examples =
            [
                "sls-syslog policy --config settings.json > policy.json",
                "sls-syslog policy --config settings.json --account 1234567890123456 --manage-groups",
            ],
        };
        Option<string?> account = ToolOptions.Text("--account", "ID", "The ID of the account that owns the project. Without it, any account.", "*");
        account.Validators.Add(result =>
        {
            if (!result.Implicit && result.Tokens is [{ Value: { Length: > 0 } value }] && value.AsSpan().ContainsAnyExceptInRange('0', '9'))
            {
                result.AddError($"'{PlainText.Clean(value)}' is not a valid value of --account. Specify the number of the account.");
            }
        });
        Option<bool> managesGroups = ToolOptions.Flag("--manage-groups", "Also allows what 'groups delete' needs.");
        Option<bool> replays = ToolOptions.Flag("--replay", "Also allows what 'replay' needs: to create, use and delete its own consumer groups.");
        Option<bool> json = new("--json") { Description = "Writes the policy as one line.", Arity = ArgumentArity.Zero };
        command.Options.Add(account);
        command.Options.Add(managesGroups);
        command.Options.Add(replays);
        command.Options.Add(json);
        command.Run(async (result, _) =>
        {
            using ToolSettings settings = context.LoadSettings(result, SettingsUse.WithoutRequests);
            RamPolicy policy = RamPolicy.Create(
                Sources(settings.Options), result.GetValue(account)!, result.GetValue(managesGroups), result.GetValue(replays));
            string text = JsonSerializer.Serialize(policy, result.GetValue(json) ? PolicyJson.Default.RamPolicy : PolicyJson.Indented.RamPolicy);
            await context.Console.Out.WriteLineAsync(text).ConfigureAwait(false);
            return ToolExitCode.Success;
        });
        return command;
    }

    // The route without a name has no source when all routes have names.
    private static IEnumerable<ConsumerGroupOptions> Sources(SlsSyslogOptions options) =>
        options.Routes.Values.Select(route => route.Source).Prepend(options.Source).Where(source => source.Project.Length > 0);
}
