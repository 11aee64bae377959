using Microsoft.Extensions.Options;
using SlsSyslog.Hosting;

namespace SlsSyslog.Tool;

/// <summary>The command that forwards. The host handles signals: SIGTERM drains and then ends.</summary>
internal static class RunCommand
{
    public static Command Create(ToolContext context)
    {
        ToolCommand command = new("run", "Forwards until it is stopped (SIGTERM, Ctrl-C), or until every route has reached its EndAt.")
        {
            UsesSettings = true,
            Examples = ["sls-syslog run --config settings.json", "SLS_HTTP=127.0.0.1:9464 sls-syslog run --config settings.json"],
        };
        command.SetAction(async (result, _) =>
        {
            try
            {
                ForwarderArguments arguments = context.Settings.ToArguments(result.GetValue(ToolCommand.Config));
                return await ForwarderProgram.RunAsync(arguments, configure: null).ConfigureAwait(false);
            }
            catch (OptionsValidationException exception)
            {
                throw new ToolException(SettingsErrors.Format(exception, SettingsErrors.RunTitle));
            }
        });
        return command;
    }
}
