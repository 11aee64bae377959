using Microsoft.Extensions.Logging;

namespace SlsSyslog;

internal sealed partial class ShardPump
{
    [LoggerMessage(
        EventId = 300,
        Level = LogLevel.Warning,
        Message = "Route {Route}: shard {Shard} is read again from the last confirmed position. {Reason}")]
    private static partial void LogSendingAgain(ILogger logger, string route, string shard, string reason);

    [LoggerMessage(
        EventId = 301,
        Level = LogLevel.Warning,
        Message = "Route {Route}: shard {Shard} released with unconfirmed records; the next owner resends them.")]
    private static partial void LogUndelivered(ILogger logger, string route, string shard);
}
