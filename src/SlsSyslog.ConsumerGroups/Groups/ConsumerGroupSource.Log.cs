using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups;

public sealed partial class ConsumerGroupSource
{
    [LoggerMessage(
        EventId = 240,
        Level = LogLevel.Information,
        Message = "Consumer {Consumer} joins consumer group {Group} of project {Project}, logstore {Logstore}.")]
    private static partial void LogStarted(ILogger logger, string consumer, string group, string project, string logstore);

    [LoggerMessage(EventId = 241, Level = LogLevel.Information, Message = "Consumer {Consumer} stopped.")]
    private static partial void LogStopped(ILogger logger, string consumer);
}
