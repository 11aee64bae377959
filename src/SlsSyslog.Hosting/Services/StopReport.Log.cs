using Microsoft.Extensions.Logging;

namespace SlsSyslog.Hosting;

internal sealed partial class StopReport
{
    [LoggerMessage(355, LogLevel.Information,
        "The program stops: it confirms what was sent, and reads nothing more. A second Ctrl-C ends it immediately.")]
    private static partial void LogStopping(ILogger logger);
}
