using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups;

internal sealed partial class TroubleLog
{
    [LoggerMessage(EventId = 200, Level = LogLevel.Warning, Message = "{Operation} for {Subject} fails ({Kind}) and is tried again: {Reason}")]
    private static partial void LogTrouble(ILogger logger, string operation, string subject, SlsErrorKind kind, string reason);

    [LoggerMessage(EventId = 201, Level = LogLevel.Information, Message = "{Operation} for {Subject} works again.")]
    private static partial void LogWorksAgain(ILogger logger, string operation, string subject);

    [LoggerMessage(EventId = 202, Level = LogLevel.Warning, Message = "A block of {Subject} at {Cursor} does not decode and is pulled again: {Reason}")]
    private static partial void LogBrokenBlock(ILogger logger, string subject, string cursor, string reason);

    [LoggerMessage(
        EventId = 203,
        Level = LogLevel.Error,
        Message = "{Subject} stands still: the block at {Cursor} does not decode however often it is pulled. It is tried again at most 30 s apart, and nothing is passed over. {Reason}")]
    private static partial void LogBlockStaysBroken(ILogger logger, string subject, string cursor, string reason);

    [LoggerMessage(
        EventId = 204,
        Level = LogLevel.Error,
        Message = "Logs of {Subject} were lost: the cursor {Expired} is older than what SLS retains. About {Missed} LogGroups are missing; reading goes on at {Resumed}, received at {ResumedAt}.")]
    private static partial void LogCursorExpired(
        ILogger logger, string subject, string expired, long? missed, string resumed, DateTimeOffset? resumedAt);
}
