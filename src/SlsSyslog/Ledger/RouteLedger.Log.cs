namespace SlsSyslog;

internal sealed partial class RouteLedger
{
    [LoggerMessage(319, LogLevel.Error,
        "Route {Route} waits until the delivery ledger in '{Folder}' can be written. {Reason}")]
    private static partial void LogHeld(ILogger logger, string route, string folder, string reason);

    [LoggerMessage(327, LogLevel.Information, "Route {Route} continues. The delivery ledger is written.")]
    private static partial void LogHoldEnded(ILogger logger, string route);

    [LoggerMessage(329, LogLevel.Error,
        "Route {Route}: a line about shard {Shard} is missing in the delivery ledger, because it could not be written in '{Folder}'. {Reason}")]
    private static partial void LogOmitted(ILogger logger, string route, string shard, string folder, string reason);
}
