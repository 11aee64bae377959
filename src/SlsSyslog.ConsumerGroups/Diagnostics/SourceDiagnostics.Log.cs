using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups;

internal sealed partial class SourceDiagnostics
{
    [LoggerMessage(EventId = 200, Level = LogLevel.Warning, Message = "{Operation} failed for {Target} ({Kind}). Retrying. {Reason}")]
    private static partial void LogFailed(ILogger logger, string operation, string target, SlsErrorKind kind, string reason);

    [LoggerMessage(EventId = 201, Level = LogLevel.Information, Message = "{Operation} for {Target} succeeds again after {Duration}.")]
    private static partial void LogRecovered(ILogger logger, string operation, string target, string duration);

    [LoggerMessage(
        EventId = 205,
        Level = LogLevel.Warning,
        Message = "Refreshing the credentials failed. The existing ones are used until SLS rejects them. Retrying. {Reason}")]
    private static partial void LogRefreshFailed(ILogger logger, string reason);

    [LoggerMessage(EventId = 206, Level = LogLevel.Information, Message = "Refreshing the credentials succeeded again.")]
    private static partial void LogRefreshed(ILogger logger);

    [LoggerMessage(
        EventId = 204,
        Level = LogLevel.Error,
        Message = "Shard {Shard} lost logs: the cursor {Expired} is older than the retention period. "
            + "{Missed} LogGroups are missing. Reading continues at {Resumed}, received at {ResumedAt}.")]
    private static partial void LogCursorExpired(
        ILogger logger, string shard, string expired, string missed, string resumed, string resumedAt);

    [LoggerMessage(
        EventId = 207,
        Level = LogLevel.Warning,
        Message = "Requests to SLS have failed for {Duration}: {Operation} for {Target}, and {Others} others. "
            + "Lag: {Lag}. Time until unread logs expire: {RetentionLeft}. {Reason}")]
    private static partial void LogOutage(
        ILogger logger, string duration, string operation, string target, int others, string lag, string retentionLeft, string reason);

    [LoggerMessage(EventId = 208, Level = LogLevel.Information, Message = "All requests to SLS succeed again. They failed for {Duration}.")]
    private static partial void LogOutageOver(ILogger logger, string duration);
}
