using Microsoft.Extensions.DependencyInjection;

namespace SlsSyslog.FunctionCompute;

/// <summary>Provides extension methods that make a program log as Function Compute requires.</summary>
public static class FunctionComputeLoggingBuilderExtensions
{
    /// <summary>
    /// Replaces the logging providers with one that writes to the standard output before the logging call returns. Each entry is therefore written
    /// between the start and end lines of its invocation, which the service uses to assign entries to invocations, and no entry is delayed when the
    /// instance is frozen. Each entry is one line; an exception follows in indented lines.
    /// </summary>
    /// <param name="logging">The logging of the program.</param>
    /// <returns>The logging of the program.</returns>
    public static ILoggingBuilder UseSlsSyslogFunctionCompute(this ILoggingBuilder logging)
    {
        ArgumentNullException.ThrowIfNull(logging);
        logging.ClearProviders().Services.AddSingleton<ILoggerProvider>(_ => new OutputLoggerProvider(Console.Out));
        return logging;
    }
}
