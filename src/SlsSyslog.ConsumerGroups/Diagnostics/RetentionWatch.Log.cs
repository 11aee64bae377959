namespace SlsSyslog.ConsumerGroups;

internal sealed partial class RetentionWatch
{
    [LoggerMessage(250, LogLevel.Error,
        "Shard {Shard} is about to lose logs: its oldest unread log is {Lag} old, and the retention period is {Retention}.")]
    private static partial void LogExpiresSoon(ILogger logger, string shard, string lag, string retention);

    [LoggerMessage(251, LogLevel.Information, "Shard {Shard} has caught up: its oldest unread log is {Lag} old.")]
    private static partial void LogCaughtUp(ILogger logger, string shard, string lag);

    [LoggerMessage(252, LogLevel.Debug, "The retention period of logstore {Logstore} is unknown. No warning is logged before logs expire. {Reason}")]
    private static partial void LogRetentionUnknown(ILogger logger, string logstore, string reason);

    [LoggerMessage(253, LogLevel.Error, "Checking the retention period of logstore {Logstore} failed. The check is repeated.")]
    private static partial void LogCheckFailed(ILogger logger, string logstore, Exception exception);
}
