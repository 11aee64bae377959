namespace SlsSyslog;

internal sealed partial class DeadLetterFile
{
    [LoggerMessage(316, LogLevel.Warning,
        "The dead-letter file '{Path}' can be read by others, and its permissions cannot be changed to 0600: {Reason}")]
    private static partial void LogPermissions(ILogger logger, string path, string reason);
}
