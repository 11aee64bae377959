using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups;

internal sealed partial class GroupRegistrar
{
    [LoggerMessage(EventId = 210, Level = LogLevel.Information, Message = "Consumer group {Group} created for logstore {Logstore}.")]
    private static partial void LogCreated(ILogger logger, string group, string logstore);

    [LoggerMessage(
        EventId = 211,
        Level = LogLevel.Warning,
        Message = "Consumer group {Group} of logstore {Logstore} keeps its timeout of {Timeout} s and in-order {InOrder}. "
            + "The configured timeout of {ConfiguredTimeout} s and in-order {ConfiguredInOrder} are not applied.")]
    private static partial void LogSettingsKept(
        ILogger logger, string group, string logstore, int timeout, bool inOrder, int configuredTimeout, bool configuredInOrder);

    [LoggerMessage(EventId = 212, Level = LogLevel.Information, Message = "Consumer group {Group} of logstore {Logstore} already exists.")]
    private static partial void LogExists(ILogger logger, string group, string logstore);

    [LoggerMessage(
        EventId = 213,
        Level = LogLevel.Warning,
        Message = "The credentials do not allow listing or creating consumer group {Group} of logstore {Logstore}. "
            + "The group is assumed to exist. {Reason}")]
    private static partial void LogNotAllowed(ILogger logger, string group, string logstore, string reason);
}
