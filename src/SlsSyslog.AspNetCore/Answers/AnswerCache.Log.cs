namespace SlsSyslog.AspNetCore;

internal sealed partial class AnswerCache
{
    [LoggerMessage(370, LogLevel.Warning, "The answer of {Path} could not be created.")]
    private static partial void LogFailed(ILogger logger, string path, Exception exception);
}
