using Microsoft.Extensions.Logging;

namespace SlsSyslog;

internal sealed partial class ShardPump
{
    [LoggerMessage(
        EventId = 301,
        Level = LogLevel.Warning,
        Message = "Route {Route}: shard {Shard} released with unconfirmed records; the next owner continues at the stored checkpoint.")]
    private static partial void LogUndelivered(ILogger logger, string route, string shard);
}
