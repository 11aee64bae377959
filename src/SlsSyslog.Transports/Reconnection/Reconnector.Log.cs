using Microsoft.Extensions.Logging;

namespace SlsSyslog.Transports;

internal sealed partial class Reconnector
{
    [LoggerMessage(EventId = 100, Level = LogLevel.Information, Message = "Connected to {Server}.")]
    private partial void LogConnected(SyslogServer server);

    [LoggerMessage(EventId = 101, Level = LogLevel.Warning, Message = "Connection to {Server} lost: {Reason}. {Next}.")]
    private partial void LogLost(SyslogServer server, string reason, string next);

    [LoggerMessage(EventId = 102, Level = LogLevel.Warning, Message = "Connection to {Server} failed: {Reason}. Retrying in {Delay}.")]
    private partial void LogConnectFailed(SyslogServer server, string reason, string delay);

    [LoggerMessage(EventId = 103, Level = LogLevel.Information, Message = "Reconnected to {Server} after {Outage}.")]
    private partial void LogReconnected(SyslogServer server, string outage);

    [LoggerMessage(EventId = 105, Level = LogLevel.Debug, Message = "Connected to {Server} to replace the connection to {Previous}.")]
    private partial void LogReplacing(SyslogServer server, SyslogServer previous);

    [LoggerMessage(
        EventId = 106, Level = LogLevel.Debug, Message = "Connection to {Server} to replace the connection to {Previous} failed: {Reason}.")]
    private partial void LogReplaceFailed(SyslogServer server, SyslogServer previous, string reason);

    [LoggerMessage(EventId = 107, Level = LogLevel.Debug, Message = "Connection to {Server} lost again: {Reason}. {Next}.")]
    private partial void LogLostAgain(SyslogServer server, string reason, string next);

    [LoggerMessage(EventId = 108, Level = LogLevel.Warning, Message = "Still no stable connection after {Outage}. Last error of {Server}: {Reason}.")]
    private partial void LogStillLost(SyslogServer server, string outage, string reason);
}
