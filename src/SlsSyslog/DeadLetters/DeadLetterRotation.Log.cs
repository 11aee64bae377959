namespace SlsSyslog;

internal sealed partial class DeadLetterRotation
{
    [LoggerMessage(326, LogLevel.Warning,
        "All dead-letter files are full. The oldest one, '{Path}' with {Count} dead letters, is deleted.")]
    private static partial void LogDropped(ILogger logger, string path, long count);
}
