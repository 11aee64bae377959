using Microsoft.Extensions.Logging;

namespace SlsSyslog;

internal sealed partial class ShardPump
{
    [LoggerMessage(EventId = 300, Level = LogLevel.Warning, Message = "Route {Route}, shard {Shard}: reading again from the last confirmed position. {Reason}")]
    private static partial void LogSendingAgain(ILogger logger, string route, string shard, string reason);

    [LoggerMessage(EventId = 301, Level = LogLevel.Warning, Message = "Route {Route}, shard {Shard}: given back with records that are not confirmed; whoever reads the shard next sends them again.")]
    private static partial void LogUndelivered(ILogger logger, string route, string shard);
}
