using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups;

public sealed partial class ConsumerGroupSource
{
    [LoggerMessage(EventId = 240, Level = LogLevel.Information, Message = "Consumer {Consumer} joins group {Group} of project {Project}, logstore {Logstore}.")]
    private static partial void LogRunning(ILogger logger, string consumer, string group, string project, string logstore);

    [LoggerMessage(EventId = 241, Level = LogLevel.Information, Message = "Consumer {Consumer} has ended.")]
    private static partial void LogEnded(ILogger logger, string consumer);
}
