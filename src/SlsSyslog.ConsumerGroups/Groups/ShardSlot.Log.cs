using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups;

internal sealed partial class ShardSlot
{
    [LoggerMessage(EventId = 220, Level = LogLevel.Error, Message = "Reading {Partition} failed; the shard is handed out again after a pause.")]
    private static partial void LogReaderFailed(ILogger logger, string partition, Exception error);

    [LoggerMessage(EventId = 221, Level = LogLevel.Warning, Message = "{Partition} belongs to somebody else: nothing more of it is committed. {Reason}")]
    private static partial void LogOwnershipLost(ILogger logger, string partition, string reason);

    [LoggerMessage(
        EventId = 222,
        Level = LogLevel.Warning,
        Message = "The last checkpoint of {Partition} could not be stored in time: whoever reads the shard next repeats what came after the one before.")]
    private static partial void LogCheckpointNotStored(ILogger logger, string partition);
}
