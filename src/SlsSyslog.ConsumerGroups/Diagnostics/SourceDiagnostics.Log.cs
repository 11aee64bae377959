namespace SlsSyslog.ConsumerGroups;

internal sealed partial class SourceDiagnostics
{
    [LoggerMessage(200, LogLevel.Warning, "{Operation} failed for {Target} ({Kind}). Retrying. {Reason}")]
    private static partial void LogFailed(ILogger logger, string operation, string target, SlsErrorKind kind, string reason);

    [LoggerMessage(201, LogLevel.Information, "{Operation} for {Target} succeeds again after {Duration}.")]
    private static partial void LogRecovered(ILogger logger, string operation, string target, string duration);

    [LoggerMessage(205, LogLevel.Warning, "Refreshing the credentials failed. The existing ones are used until SLS rejects them. Retrying. {Reason}")]
    private static partial void LogRefreshFailed(ILogger logger, string reason);

    [LoggerMessage(206, LogLevel.Information, "Refreshing the credentials succeeded again.")]
    private static partial void LogRefreshed(ILogger logger);

    [LoggerMessage(204, LogLevel.Error,
        "Shard {Shard} lost logs: the cursor {Expired} is older than the retention period. {Missed} LogGroups are missing. Reading continues at "
        + "{Resumed}, received at {ResumedAt}.")]
    private static partial void LogCursorExpired(
        ILogger logger, string shard, string expired, string missed, string resumed, string resumedAt);

    [LoggerMessage(207, LogLevel.Warning,
        "Requests to SLS have failed for {Duration}: {Operation} for {Target}, and {Others} others. Lag: {Lag}. Time until unread logs expire: "
        + "{RetentionLeft}. {Reason}")]
    private static partial void LogOutage(
        ILogger logger, string duration, string operation, string target, int others, string lag, string retentionLeft, string reason);

    [LoggerMessage(208, LogLevel.Information, "All requests to SLS succeed again. They failed for {Duration}.")]
    private static partial void LogOutageOver(ILogger logger, string duration);
}
