using System.Net.Sockets;
using Microsoft.Extensions.Options;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Hosting;
using SlsSyslog.Transports;

namespace SlsSyslog.Tool;

/// <summary>Runs a command line. Every error is one or two lines on the standard error stream, without a stack trace.</summary>
internal static class ToolProgram
{
    /// <summary>The name of the command in messages.</summary>
    public const string Name = "sls-syslog";

    public static async Task<ToolExitCode> RunAsync(IReadOnlyList<string> args, ToolConsole console, TimeProvider timeProvider)
    {
        try
        {
            (SettingsArguments settings, string[] others) = SettingsArguments.Extract(args);
            ToolRootCommand root = new(new ToolContext(console, timeProvider, settings));
            ParseResult result = root.Parse(others);
            if (UsageErrors.Find(result, settings) is { } error)
            {
                throw new ToolException(error);
            }

            return (ToolExitCode)await result.InvokeAsync(new InvocationConfiguration
            {
                Output = console.Out,
                Error = console.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // the commands handle signals: run drains
            }).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            (string message, ToolExitCode code) = Describe(exception);
            await console.Error.WriteLineAsync(message).ConfigureAwait(false);
            return code;
        }
    }

    private static (string Message, ToolExitCode Code) Describe(Exception exception) => exception switch
    {
        ToolException own => (own.Message, own.ExitCode),
        OptionsValidationException settings => (SettingsErrors.Format(settings, SettingsErrors.Title), ToolExitCode.InvalidUsage),
        SlsException or SlsProtocolException or SlsCredentialException =>
            ($"{OneLine(exception)}\n{SlsAdvice.For(exception)}", ToolExitCode.CheckFailed),
        SyslogTransportException or HttpRequestException or SocketException => (OneLine(exception), ToolExitCode.CheckFailed),
        ArgumentException or IOException or UnauthorizedAccessException or FormatException => (OneLine(exception), ToolExitCode.InvalidUsage),
        _ => ($"{exception.GetType().Name}: {OneLine(exception)}", ToolExitCode.CheckFailed),
    };

    // Without the name of a parameter, which .NET appends.
    private static string OneLine(Exception exception) => PlainText.Clean(exception.Message.Split(" (Parameter '", 2)[0].ReplaceLineEndings(" "));
}
