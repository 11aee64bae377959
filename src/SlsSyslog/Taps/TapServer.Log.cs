namespace SlsSyslog;

internal sealed partial class TapServer
{
    [LoggerMessage(343, LogLevel.Information, "The tap listens on {Socket}. Messages are copied only while somebody is connected.")]
    private static partial void LogListening(ILogger logger, string socket);

    [LoggerMessage(344, LogLevel.Warning, "The tap cannot listen on {Socket}: {Reason} Records are forwarded without it.")]
    private static partial void LogUnavailable(ILogger logger, string socket, string reason);
}
