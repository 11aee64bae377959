namespace SlsSyslog.ConsumerGroups;

internal sealed partial class ShardReader
{
    [LoggerMessage(202, LogLevel.Warning, "Shard {Shard}: the block at {Cursor} cannot be decoded. Pulling it again. {Reason}")]
    private static partial void LogDecodingFailed(ILogger logger, string shard, string cursor, string reason);

    [LoggerMessage(203, LogLevel.Error, "Shard {Shard} is blocked: the block at {Cursor} cannot be decoded. Retrying; no data is skipped. {Reason}")]
    private static partial void LogBlocked(ILogger logger, string shard, string cursor, string reason);

    [LoggerMessage(209, LogLevel.Error,
        "Shard {Shard}: the block at {Cursor} cannot be decoded and is skipped, as configured. Its logs are lost. Reading continues at "
        + "{Next}. {Reason}")]
    private static partial void LogSkipped(ILogger logger, string shard, string cursor, string next, string reason);
}
