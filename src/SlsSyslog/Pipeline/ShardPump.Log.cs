namespace SlsSyslog;

internal sealed partial class ShardPump
{
    [LoggerMessage(301, LogLevel.Warning, "Route {Route}: shard {Shard} released with unconfirmed records. {Next}")]
    private static partial void LogUndelivered(ILogger logger, string route, string shard, string next);

    [LoggerMessage(342, LogLevel.Error,
        "Route {Route}: shard {Shard} ended, but the delivery ledger could not be written, so its position is not stored. {Next}")]
    private static partial void LogLedgerUnwritten(ILogger logger, string route, string shard, string next);

    [LoggerMessage(308, LogLevel.Warning,
        "Route {Route}: shard {Shard} released, but the server did not close the connection after everything was sent. It may not have read "
        + "records that are committed.")]
    private static partial void LogCloseUnanswered(ILogger logger, string route, string shard);
}
