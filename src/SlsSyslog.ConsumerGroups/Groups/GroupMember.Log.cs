using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups;

internal sealed partial class GroupMember
{
    [LoggerMessage(EventId = 230, Level = LogLevel.Information, Message = "Shard {Shard} assigned.")]
    private static partial void LogAssigned(ILogger logger, string shard);

    [LoggerMessage(EventId = 231, Level = LogLevel.Information, Message = "Shard {Shard} revoked. Draining.")]
    private static partial void LogRevoked(ILogger logger, string shard);

    [LoggerMessage(EventId = 232, Level = LogLevel.Information, Message = "Shard {Shard} released.")]
    private static partial void LogReleased(ILogger logger, string shard);

    [LoggerMessage(
        EventId = 233, Level = LogLevel.Warning, Message = "{Count} shards of logstore {Logstore} dropped without a checkpoint: {Reason}.")]
    private static partial void LogDropped(ILogger logger, int count, string logstore, string reason);

    [LoggerMessage(
        EventId = 234,
        Level = LogLevel.Debug,
        Message = "The final heartbeat for logstore {Logstore} failed. SLS reassigns the shards after the group timeout. {Reason}")]
    private static partial void LogFinalHeartbeatFailed(ILogger logger, string logstore, string reason);

    [LoggerMessage(
        EventId = 235,
        Level = LogLevel.Error,
        Message = "Shard {Shard} ended with an unexpected error. It is started again if it is still assigned.")]
    private static partial void LogShardFailed(ILogger logger, string shard, Exception exception);
}
