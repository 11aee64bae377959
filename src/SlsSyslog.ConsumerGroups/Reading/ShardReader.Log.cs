using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups;

internal sealed partial class ShardReader
{
    [LoggerMessage(
        EventId = 202, Level = LogLevel.Warning, Message = "Shard {Shard}: the block at {Cursor} cannot be decoded. Pulling it again. {Reason}")]
    private static partial void LogDecodingFailed(ILogger logger, string shard, string cursor, string reason);

    [LoggerMessage(
        EventId = 203,
        Level = LogLevel.Error,
        Message = "Shard {Shard} is blocked: the block at {Cursor} cannot be decoded. Retrying; no data is skipped. {Reason}")]
    private static partial void LogBlocked(ILogger logger, string shard, string cursor, string reason);
}
