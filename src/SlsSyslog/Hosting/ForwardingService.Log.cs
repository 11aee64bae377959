namespace SlsSyslog;

internal sealed partial class ForwardingService
{
    [LoggerMessage(338, LogLevel.Information, "The changed configuration is applied: {Changes}.")]
    private static partial void LogApplied(ILogger logger, string changes);
}
