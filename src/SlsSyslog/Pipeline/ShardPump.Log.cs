using Microsoft.Extensions.Logging;

namespace SlsSyslog;

internal sealed partial class ShardPump
{
    [LoggerMessage(
        EventId = 301,
        Level = LogLevel.Warning,
        Message = "Route {Route}: shard {Shard} released with unconfirmed records. {Next}")]
    private static partial void LogUndelivered(ILogger logger, string route, string shard, string next);

    [LoggerMessage(
        EventId = 308,
        Level = LogLevel.Warning,
        Message = "Route {Route}: shard {Shard} released, but the server did not close the connection after everything was sent. It may not have "
            + "read records that are committed.")]
    private static partial void LogCloseUnanswered(ILogger logger, string route, string shard);
}
