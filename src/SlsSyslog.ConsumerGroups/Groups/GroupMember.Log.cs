using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups;

internal sealed partial class GroupMember
{
    [LoggerMessage(EventId = 230, Level = LogLevel.Information, Message = "{Partition} was given to us.")]
    private static partial void LogAssigned(ILogger logger, string partition);

    [LoggerMessage(EventId = 231, Level = LogLevel.Information, Message = "{Partition} is recalled: it drains and is given back.")]
    private static partial void LogRecalled(ILogger logger, string partition);

    [LoggerMessage(EventId = 232, Level = LogLevel.Information, Message = "{Partition} has ended here.")]
    private static partial void LogReleased(ILogger logger, string partition);

    [LoggerMessage(EventId = 233, Level = LogLevel.Warning, Message = "{Count} shards of {Logstore} are dropped without a checkpoint: {Reason}.")]
    private static partial void LogLostAll(ILogger logger, int count, string logstore, string reason);

    [LoggerMessage(EventId = 234, Level = LogLevel.Debug, Message = "SLS was not told that {Logstore} is left; it notices by itself. {Reason}")]
    private static partial void LogNoFarewell(ILogger logger, string logstore, string reason);
}
