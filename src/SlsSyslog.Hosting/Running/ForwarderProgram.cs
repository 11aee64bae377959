using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace SlsSyslog.Hosting;

/// <summary>Provides the forwarder as a program, from its settings to its exit code.</summary>
public static class ForwarderProgram
{
    /// <summary>
    /// Forwards until the process is stopped, or until every route has reached its end. Settings come from the settings file, environment
    /// variables and the command line; errors are written to the standard error stream.
    /// </summary>
    /// <param name="args">The arguments of the command line: <c>--config FILE</c>, <c>--SlsSyslog:KEY VALUE</c>, <c>--help</c> and others.</param>
    /// <param name="configure">Adds formats, transports, filters or credentials of the program.</param>
    /// <returns>
    /// The exit code: 0 when everything that was read is confirmed, 1 when a route failed, 2 for an invalid setting or argument, 3 when records
    /// are undelivered or a route was stopped before its end, 4 when another process used the same consumer name. A second Ctrl-C ends the process
    /// with 130.
    /// </returns>
    public static async Task<int> RunAsync(string[] args, Action<ISlsSyslogBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(args);
        try
        {
            ForwarderArguments arguments = ForwarderArguments.Parse(args);
            if (arguments.Text is { } text)
            {
                await Console.Out.WriteLineAsync(text).ConfigureAwait(false);
                return ForwarderExitCode.Success;
            }

            return await RunAsync(arguments, configure).ConfigureAwait(false);
        }
        catch (OptionsValidationException exception)
        {
            await Console.Error.WriteLineAsync(SettingsErrors.Format(exception, SettingsErrors.RunTitle)).ConfigureAwait(false);
            return ForwarderExitCode.InvalidSettings;
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or UnauthorizedAccessException)
        {
            // An unknown argument, or a file or an address that cannot be used.
            await Console.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return ForwarderExitCode.InvalidSettings;
        }
    }

    /// <summary>Forwards with arguments that are already parsed. Errors of settings are thrown.</summary>
    internal static async Task<int> RunAsync(ForwarderArguments arguments, Action<ISlsSyslogBuilder>? configure)
    {
        using IHost host = ForwarderSetup.Build(arguments, configure);
        IForwardingResult result = host.Services.GetRequiredService<IForwardingResult>();
        IHostApplicationLifetime lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        using IDisposable? hangUp = HangUpSignal.StopOn(lifetime.StopApplication);
        using SecondInterrupt interrupts = new();

        await host.StartAsync().ConfigureAwait(false);
        _ = StopAfterCompletionAsync(result, lifetime);
        await host.WaitForShutdownAsync().ConfigureAwait(false);
        return result.HasFailed ? ForwarderExitCode.Failed
            : result.UndeliveredShards > 0 || result.HasStoppedBeforeEnd ? ForwarderExitCode.Undelivered
            : result.HasDuplicateConsumer ? ForwarderExitCode.DuplicateConsumer
            : ForwarderExitCode.Success;
    }

    // Every route can have an end.
    private static async Task StopAfterCompletionAsync(IForwardingResult result, IHostApplicationLifetime lifetime)
    {
        await result.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lifetime.StopApplication();
    }
}
