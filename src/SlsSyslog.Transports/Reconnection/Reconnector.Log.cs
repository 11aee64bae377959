namespace SlsSyslog.Transports;

internal sealed partial class Reconnector
{
    [LoggerMessage(100, LogLevel.Information, "Connected to {Server}.")]
    private partial void LogConnected(SyslogServer server);

    [LoggerMessage(101, LogLevel.Warning, "Connection to {Server} lost: {Reason}. {Next}.")]
    private partial void LogLost(SyslogServer server, string reason, string next);

    [LoggerMessage(102, LogLevel.Warning, "Connection to {Server} failed: {Reason}. Retrying in {Delay}.")]
    private partial void LogConnectFailed(SyslogServer server, string reason, string delay);

    [LoggerMessage(103, LogLevel.Information, "Reconnected to {Server} after {Outage}.")]
    private partial void LogReconnected(SyslogServer server, string outage);

    [LoggerMessage(105, LogLevel.Debug, "Connected to {Server} to replace the connection to {Previous}.")]
    private partial void LogReplacing(SyslogServer server, SyslogServer previous);

    [LoggerMessage(106, LogLevel.Debug, "Connection to {Server} to replace the connection to {Previous} failed: {Reason}.")]
    private partial void LogReplaceFailed(SyslogServer server, SyslogServer previous, string reason);

    [LoggerMessage(107, LogLevel.Debug, "Connection to {Server} lost again: {Reason}. {Next}.")]
    private partial void LogLostAgain(SyslogServer server, string reason, string next);

    [LoggerMessage(108, LogLevel.Warning, "Still no stable connection after {Outage}. Last error of {Server}: {Reason}.")]
    private partial void LogStillLost(SyslogServer server, string outage, string reason);
}
