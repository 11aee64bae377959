using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups;

internal sealed partial class GroupMember
{
    [LoggerMessage(EventId = 230, Level = LogLevel.Information, Message = "Shard {Shard} assigned.")]
    private static partial void LogAssigned(ILogger logger, string shard);

    [LoggerMessage(EventId = 231, Level = LogLevel.Information, Message = "Shard {Shard} revoked, draining.")]
    private static partial void LogRevoked(ILogger logger, string shard);

    [LoggerMessage(EventId = 232, Level = LogLevel.Information, Message = "Shard {Shard} released.")]
    private static partial void LogReleased(ILogger logger, string shard);

    [LoggerMessage(
        EventId = 233, Level = LogLevel.Warning, Message = "{Count} shards of logstore {Logstore} dropped without a checkpoint: {Reason}.")]
    private static partial void LogDropped(ILogger logger, int count, string logstore, string reason);

    [LoggerMessage(
        EventId = 234,
        Level = LogLevel.Debug,
        Message = "The final heartbeat for logstore {Logstore} failed. SLS detects the stop by the group timeout. {Reason}")]
    private static partial void LogFinalHeartbeatFailed(ILogger logger, string logstore, string reason);
}
