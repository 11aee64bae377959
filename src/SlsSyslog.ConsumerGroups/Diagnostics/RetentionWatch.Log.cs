using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups;

internal sealed partial class RetentionWatch
{
    [LoggerMessage(
        EventId = 250,
        Level = LogLevel.Error,
        Message = "{Partition} will lose logs: what it has still to read is {Lag} old, and SLS keeps logs for {Retention} only.")]
    private static partial void LogExpiresSoon(ILogger logger, string partition, TimeSpan? lag, TimeSpan retention);

    [LoggerMessage(EventId = 251, Level = LogLevel.Information, Message = "{Partition} has caught up: what it has still to read is {Lag} old.")]
    private static partial void LogCaughtUp(ILogger logger, string partition, TimeSpan? lag);

    [LoggerMessage(EventId = 252, Level = LogLevel.Debug, Message = "The retention of {Logstore} is not known, so nothing warns before logs expire. {Reason}")]
    private static partial void LogRetentionUnknown(ILogger logger, string logstore, string reason);
}
