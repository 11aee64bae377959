using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SlsSyslog.FunctionCompute;

/// <summary>Makes a program log as Function Compute collects it.</summary>
public static class FunctionComputeLoggingBuilderExtensions
{
    /// <summary>
    /// Replaces the logging providers by one that writes to the standard output before the logging call returns. So an entry stands
    /// between the start and end lines of its invocation, by which the service cuts the log, and none waits in an instance that is
    /// frozen. One line an entry; an exception follows in indented lines.
    /// </summary>
    /// <param name="logging">The program's logging.</param>
    /// <returns>The program's logging.</returns>
    public static ILoggingBuilder UseSlsSyslogFunctionCompute(this ILoggingBuilder logging)
    {
        ArgumentNullException.ThrowIfNull(logging);
        logging.ClearProviders().Services.AddSingleton<ILoggerProvider>(_ => new OutputLoggerProvider(Console.Out));
        return logging;
    }
}
