using Microsoft.Extensions.Logging;
using Serilog;

namespace SlsSyslog.Forwarder;

/// <summary>The console, and a file that rotates at 100 MB and keeps five, as Alibaba's samples do.</summary>
internal static class ForwarderLogging
{
    private const string FileVariable = "SLS_LOG_FILE";
    private const long FileBytes = 100_000_000;
    private const int FileCount = 5;

    public static void AddForwarderLogging(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        });

        string path = Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } file ? file : "sls-syslog-forwarder.log";
        try
        {
            // The sink itself only reports to a listener that nobody reads when it cannot write; so the path is tried first.
            File.AppendAllText(path, "");
            logging.AddSerilog(
                new LoggerConfiguration()
                    .WriteTo.File(
                        path,
                        outputTemplate: "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u4} {SourceContext} {Message:lj}{NewLine}{Exception}",
                        fileSizeLimitBytes: FileBytes,
                        rollOnFileSizeLimit: true,
                        retainedFileCountLimit: FileCount,
                        formatProvider: System.Globalization.CultureInfo.InvariantCulture)
                    .CreateLogger(),
                dispose: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"No log file: {error.Message} Set {FileVariable} to a file that can be written. The console still shows everything.");
        }
    }
}
