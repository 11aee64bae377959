namespace SlsSyslog;

internal sealed partial class ReloadedOptions
{
    [LoggerMessage(337, LogLevel.Error, "The changed configuration is refused, and the routes continue with the previous one. {Errors}")]
    private static partial void LogRefused(ILogger logger, string errors);

    [LoggerMessage(339, LogLevel.Warning, "The changes of DeadLetterFile, DeadLetters, Health and Tap take effect when the process restarts.")]
    private static partial void LogNeedsRestart(ILogger logger);
}
