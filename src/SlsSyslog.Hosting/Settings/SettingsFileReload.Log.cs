using Microsoft.Extensions.Logging;

namespace SlsSyslog.Hosting;

internal sealed partial class SettingsFileReload
{
    [LoggerMessage(353, LogLevel.Error, "The changed settings file is refused, and the routes continue with the previous settings. {Error}")]
    private static partial void LogUnreadable(ILogger logger, string error);

    [LoggerMessage(354, LogLevel.Debug, "Changes of {File} are applied while the program runs.")]
    private static partial void LogWatched(ILogger logger, string file);
}
