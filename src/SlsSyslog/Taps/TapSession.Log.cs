namespace SlsSyslog;

internal sealed partial class TapSession
{
    [LoggerMessage(345, LogLevel.Warning, "The tap is open: {Peer} reads messages of {Routes}, {Masking}.")]
    private static partial void LogConnected(ILogger logger, string peer, string routes, string masking);

    [LoggerMessage(346, LogLevel.Information,
        "The tap of {Peer} is closed after {Duration}: its filter matched {Matched} of {Seen} messages, {Lost} of them were lost.")]
    private static partial void LogEnded(ILogger logger, string peer, string duration, long matched, long seen, long lost);
}
