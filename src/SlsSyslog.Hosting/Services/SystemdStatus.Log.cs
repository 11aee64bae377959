using Microsoft.Extensions.Logging;

namespace SlsSyslog.Hosting;

internal sealed partial class SystemdStatus
{
    [LoggerMessage(352, LogLevel.Warning, "The service manager could not be notified.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
