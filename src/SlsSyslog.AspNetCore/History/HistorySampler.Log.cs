namespace SlsSyslog.AspNetCore;

internal sealed partial class HistorySampler
{
    [LoggerMessage(371, LogLevel.Warning, "The history of the status page has a gap. The status could not be read.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
