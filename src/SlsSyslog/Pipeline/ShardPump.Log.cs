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
        EventId = 307,
        Level = LogLevel.Error,
        Message = "Route {Route}: shard {Shard} makes no progress: the same records were sent {Attempts} times without a confirmation, and are sent "
            + "again. Check what the server does with them, for example whether it reads fast enough or rejects a message by its size. {Reason}")]
    private static partial void LogNoProgress(ILogger logger, string route, string shard, int attempts, string reason);

    [LoggerMessage(
        EventId = 309,
        Level = LogLevel.Error,
        Message = "Route {Route}: shard {Shard} waits at record {Record}, which the server has rejected {Attempts} times: it does not confirm the "
            + "message, which has {Bytes} bytes with its frame. Records before it are confirmed. Compare Message:MaxBytes with the limit of the "
            + "server. {Reason}")]
    private static partial void LogRejected(
        ILogger logger, string route, string shard, string record, int bytes, int attempts, string reason);

    [LoggerMessage(
        EventId = 308,
        Level = LogLevel.Warning,
        Message = "Route {Route}: shard {Shard} released, but the server did not close the connection after everything was sent. It may not have "
            + "read records that are committed.")]
    private static partial void LogCloseUnanswered(ILogger logger, string route, string shard);
}
