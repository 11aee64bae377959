namespace SlsSyslog.ConsumerGroups;

internal sealed partial class ShardSlot
{
    [LoggerMessage(220, LogLevel.Error, "Reading shard {Shard} failed. Retrying after a delay.")]
    private static partial void LogReadingFailed(ILogger logger, string shard, Exception exception);

    [LoggerMessage(221, LogLevel.Warning, "Shard {Shard} is owned by another consumer. No further checkpoint is stored. {Reason}")]
    private static partial void LogOwnershipLost(ILogger logger, string shard, string reason);

    [LoggerMessage(222, LogLevel.Warning,
        "The last checkpoint of shard {Shard} was not stored in time. The next owner resends the records after the previous checkpoint.")]
    private static partial void LogCheckpointNotStored(ILogger logger, string shard);

    [LoggerMessage(223, LogLevel.Error,
        "The start position of shard {Shard} cannot be stored. Until a checkpoint is stored, another owner starts at {StartFrom} and does not "
        + "resend unconfirmed records before it. {Reason}")]
    private static partial void LogStartNotStored(ILogger logger, string shard, ShardPosition startFrom, string reason);

    [LoggerMessage(224, LogLevel.Error,
        "Shard {Shard} ends without a stored checkpoint. Another owner starts at {StartFrom}; unconfirmed records before it are not resent.")]
    private static partial void LogNothingStored(ILogger logger, string shard, ShardPosition startFrom);
}
