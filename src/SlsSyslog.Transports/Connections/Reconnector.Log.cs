using Microsoft.Extensions.Logging;

namespace SlsSyslog.Transports;

internal sealed partial class Reconnector
{
    [LoggerMessage(EventId = 100, Level = LogLevel.Information, Message = "Connected to {Server}.")]
    private partial void LogConnected(SyslogServer server);

    [LoggerMessage(EventId = 101, Level = LogLevel.Warning, Message = "Lost the connection to {Server}: {Reason}. Next try in {Pause}.")]
    private partial void LogLost(SyslogServer server, string reason, TimeSpan pause);

    [LoggerMessage(EventId = 102, Level = LogLevel.Warning, Message = "Cannot connect to {Server}: {Reason}. Next try in {Pause}, then for as long as it takes.")]
    private partial void LogCannotConnect(SyslogServer server, string reason, TimeSpan pause);

    [LoggerMessage(EventId = 103, Level = LogLevel.Information, Message = "Connected to {Server} again after {Outage}.")]
    private partial void LogRecovered(SyslogServer server, TimeSpan outage);

    [LoggerMessage(EventId = 105, Level = LogLevel.Debug, Message = "Connected to {Server}, in place of the connection to {Last}.")]
    private partial void LogReplacing(SyslogServer server, SyslogServer last);

    [LoggerMessage(EventId = 106, Level = LogLevel.Debug, Message = "Cannot connect to {Server} in place of {Last}: {Reason}.")]
    private partial void LogCannotReplace(SyslogServer server, string reason, SyslogServer last);

    [LoggerMessage(EventId = 107, Level = LogLevel.Debug, Message = "Lost the connection to {Server} again: {Reason}. Next try in {Pause}.")]
    private partial void LogLostAgain(SyslogServer server, string reason, TimeSpan pause);
}
