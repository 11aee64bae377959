namespace SlsSyslog.FunctionCompute;

internal sealed partial class InvocationHandler
{
    [LoggerMessage(400, LogLevel.Error, "Invocation {RequestId} failed; the service retries the range. {Reason}")]
    private static partial void LogFailed(ILogger logger, string requestId, string reason);

    [LoggerMessage(402, LogLevel.Warning,
        "Invocation {RequestId}: the header x-fc-function-timeout is '{Value}', which is not a number of seconds from 1 to 86400. It is ignored.")]
    private static partial void LogTimeLimitIgnored(ILogger logger, string requestId, string value);

    [LoggerMessage(401, LogLevel.Error, "Invocation {RequestId} failed unexpectedly; the service retries the range.")]
    private static partial void LogUnexpected(ILogger logger, string requestId, Exception exception);
}
