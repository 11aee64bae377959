using Microsoft.Extensions.Logging;

namespace SlsSyslog.FunctionCompute;

internal sealed partial class InvocationHandler
{
    [LoggerMessage(EventId = 400, Level = LogLevel.Error, Message = "Invocation {RequestId} failed; the service retries the range. {Reason}")]
    private static partial void LogFailed(ILogger logger, string requestId, string reason);

    [LoggerMessage(
        EventId = 402,
        Level = LogLevel.Warning,
        Message = "Invocation {RequestId}: the header x-fc-function-timeout is '{Value}', which is not a number of seconds from 1 to 86400. "
            + "It is ignored.")]
    private static partial void LogTimeLimitIgnored(ILogger logger, string requestId, string value);

    [LoggerMessage(EventId = 401, Level = LogLevel.Error, Message = "Invocation {RequestId} failed unexpectedly; the service retries the range.")]
    private static partial void LogUnexpected(ILogger logger, string requestId, Exception exception);
}
