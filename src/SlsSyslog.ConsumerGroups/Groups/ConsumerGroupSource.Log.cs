namespace SlsSyslog.ConsumerGroups;

public sealed partial class ConsumerGroupSource
{
    [LoggerMessage(240, LogLevel.Information, "Consumer {Consumer} joins consumer group {Group} of project {Project}, logstore {Logstore}.")]
    private static partial void LogStarted(ILogger logger, string consumer, string group, string project, string logstore);

    [LoggerMessage(241, LogLevel.Information, "Consumer {Consumer} stopped.")]
    private static partial void LogStopped(ILogger logger, string consumer);
}
