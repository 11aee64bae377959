namespace SlsSyslog.ConsumerGroups;

internal sealed partial class GroupMember
{
    [LoggerMessage(230, LogLevel.Information, "Shard {Shard} assigned.")]
    private static partial void LogAssigned(ILogger logger, string shard);

    [LoggerMessage(231, LogLevel.Information, "Shard {Shard} revoked. Draining.")]
    private static partial void LogRevoked(ILogger logger, string shard);

    [LoggerMessage(232, LogLevel.Information, "Shard {Shard} released.")]
    private static partial void LogReleased(ILogger logger, string shard);

    [LoggerMessage(233, LogLevel.Warning, "{Count} shards of logstore {Logstore} dropped without a checkpoint: {Reason}.")]
    private static partial void LogDropped(ILogger logger, int count, string logstore, string reason);

    [LoggerMessage(234, LogLevel.Debug,
        "The final heartbeat for logstore {Logstore} failed. SLS reassigns the shards after the group timeout. {Reason}")]
    private static partial void LogFinalHeartbeatFailed(ILogger logger, string logstore, string reason);

    [LoggerMessage(235, LogLevel.Error, "Shard {Shard} ended with an unexpected error. It is started again if it is still assigned.")]
    private static partial void LogShardFailed(ILogger logger, string shard, Exception exception);
}
