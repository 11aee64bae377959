using Microsoft.Extensions.Logging;
using Serilog;

namespace SlsSyslog.Forwarder;

/// <summary>Logs to the console and to a file that is rotated at 100 MB, as Alibaba's samples do. Five files are kept.</summary>
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
            // The sink does not report that it cannot write, so the path is tested first.
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
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(
                $"The log file cannot be written: {exception.Message} Set {FileVariable} to a writable file. Logging to the console continues.");
        }
    }
}
