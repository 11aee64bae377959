using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;

namespace SlsSyslog.Hosting;

/// <summary>Logs to the console and to a file that is rotated at 100 MB, as Alibaba's samples do. Five files are kept.</summary>
internal static class ForwarderLogging
{
    /// <summary>The variable with the path of the log file; <c>off</c> writes none.</summary>
    public const string FileVariable = "SLS_LOG_FILE";

    private const string Off = "off";
    private const long FileBytes = 100_000_000;
    private const int FileCount = 5;

    public static void AddForwarderLogging(this ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.AddConfiguration(configuration.GetSection("Logging")).AddConsole();
        string path = Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } file ? file : "sls-syslog-forwarder.log";
        if (path.Equals(Off, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        try
        {
            // The sink does not report that it cannot write, so the path is tested first.
            File.AppendAllText(path, "");
            Serilog.ILogger logger = new LoggerConfiguration()
                .MinimumLevel.Verbose() // Logging:LogLevel decides
                .WriteTo.File(
                    path,
                    outputTemplate: "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u4} {SourceContext} {Message:lj}{NewLine}{Exception}",
                    fileSizeLimitBytes: FileBytes,
                    rollOnFileSizeLimit: true,
                    retainedFileCountLimit: FileCount,
                    formatProvider: System.Globalization.CultureInfo.InvariantCulture)
                .CreateLogger();
            logging.Services.AddSingleton<ILoggerProvider>(_ => new LogFileProvider(logger)); // the host disposes what a function creates
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Warn(exception.Message);
        }
    }

    public static void Warn(string reason)
    {
        try
        {
            Console.Error.WriteLine(
                $"The log file cannot be written: {reason} Set {FileVariable} to a writable file, or to {Off}. Logging to the console continues.");
        }
        catch (IOException)
        {
            // It cannot be written either.
        }
    }
}
