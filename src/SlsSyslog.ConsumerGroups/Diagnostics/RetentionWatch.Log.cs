using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups;

internal sealed partial class RetentionWatch
{
    [LoggerMessage(
        EventId = 250,
        Level = LogLevel.Error,
        Message = "Shard {Shard} is about to lose logs: its oldest unread log is {Lag} old, and the retention period is {Retention}.")]
    private static partial void LogExpiresSoon(ILogger logger, string shard, string lag, string retention);

    [LoggerMessage(EventId = 251, Level = LogLevel.Information, Message = "Shard {Shard} has caught up: its oldest unread log is {Lag} old.")]
    private static partial void LogCaughtUp(ILogger logger, string shard, string lag);

    [LoggerMessage(
        EventId = 252,
        Level = LogLevel.Debug,
        Message = "The retention period of logstore {Logstore} is unknown. No warning is logged before logs expire. {Reason}")]
    private static partial void LogRetentionUnknown(ILogger logger, string logstore, string reason);

    [LoggerMessage(
        EventId = 253,
        Level = LogLevel.Error,
        Message = "Checking the retention period of logstore {Logstore} failed. The check is repeated.")]
    private static partial void LogCheckFailed(ILogger logger, string logstore, Exception exception);
}
