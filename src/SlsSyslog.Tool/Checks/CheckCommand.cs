using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Hosting;

namespace SlsSyslog.Tool;

/// <summary>The command that checks everything the forwarder needs.</summary>
internal static class CheckCommand
{
    private static readonly TimeSpan StepLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TotalLimit = TimeSpan.FromSeconds(30);

    public static Command Create(ToolContext context)
    {
        Option<CheckFormat> format = ToolOptions.Choice(
            "--format",
            "How the results are written: for people, as JSON, as a plugin of Nagios does, or for Prometheus. The default is text.",
            ("text", CheckFormat.Text),
            ("json", CheckFormat.Json),
            ("nagios", CheckFormat.Nagios),
            ("prometheus", CheckFormat.Prometheus));
        Option<bool> json = ToolOptions.Flag("--json", "The same as --format json.");
        Option<bool> strict = ToolOptions.Flag("--strict", "Counts warnings as failed checks.");
        Option<bool> offline = ToolOptions.Flag(
            "--offline", "Checks the settings only, for another machine: without its network, secrets, files and folders.");
        Option<bool> test = ToolOptions.Flag("--send-test", "Sends one test message to each destination.");
        Option<TimeSpan?> timeout = ToolOptions.Duration("--timeout", "How long one check may take. The default is 10s.");
        Option<TimeSpan?> total = ToolOptions.Duration("--total-timeout", "How long all checks may take. The default is 30s.");
        ToolCommand command = new("check", "Checks settings, credentials, permissions, logstores, consumer groups and receivers. It changes nothing.")
        {
            UsesSettings = true,
            Examples = ["sls-syslog check", "sls-syslog check --offline --strict", "sls-syslog check --format nagios"],
        };
        foreach (Option option in (Option[])[format, json, strict, offline, test, timeout, total])
        {
            command.Options.Add(option);
        }

        command.Run(async (result, cancellationToken) =>
        {
            bool isOffline = result.GetValue(offline);
            if (isOffline && result.GetValue(test))
            {
                throw new ToolException("--send-test needs the network, which --offline does not use. Specify one of them.");
            }

            if (result.GetValue(json) && result.GetResult(format) is { Implicit: false } && result.GetValue(format) != CheckFormat.Json)
            {
                throw new ToolException("--json and --format contradict each other. Specify one of them.");
            }

            CheckWriter writer = new(context, result.GetValue(json) ? CheckFormat.Json : result.GetValue(format), result.GetValue(strict));
            (TimeSpan stepLimit, TimeSpan totalLimit) = (CheckLimits.Read(result, timeout, StepLimit), CheckLimits.Read(result, total, TotalLimit));
            try
            {
                using ToolSettings settings = context.LoadSettings(result, isOffline ? SettingsUse.OtherMachine : SettingsUse.Requests);
                ISlsCredentialProvider? credentials = isOffline ? null : settings.Services.GetRequiredService<ISlsCredentialProvider>();
                CheckPlan plan = new(settings.Options, credentials, context.TimeProvider)
                {
                    StepLimit = stepLimit,
                    TotalLimit = totalLimit,
                    SendsTest = result.GetValue(test),
                };
                return writer.Write(await plan.RunAsync(cancellationToken).ConfigureAwait(false));
            }
            catch (OptionsValidationException exception) when (writer.IsForPrograms)
            {
                return writer.WriteInvalid(exception.Failures);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw new ToolException(Interrupted(result.GetValue(test)), ToolExitCode.Interrupted);
            }
        });
        return command;
    }

    private static string Interrupted(bool sendsTest) => sendsTest
        ? "Interrupted. Nothing was changed, but a test message may have been sent. Run the command again."
        : "Interrupted. Nothing was changed. Run the command again.";
}
