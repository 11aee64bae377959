using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups;

internal sealed partial class GroupRegistrar
{
    [LoggerMessage(EventId = 210, Level = LogLevel.Information, Message = "Consumer group {Group} of {Logstore} was created.")]
    private static partial void LogCreated(ILogger logger, string group, string logstore);

    [LoggerMessage(
        EventId = 211,
        Level = LogLevel.Warning,
        Message = "Consumer group {Group} of {Logstore} exists with a timeout of {Timeout} s and in-order {InOrder}; that is kept, though {OwnTimeout} s and {OwnInOrder} are configured.")]
    private static partial void LogKept(ILogger logger, string group, string logstore, int timeout, bool inOrder, int ownTimeout, bool ownInOrder);

    [LoggerMessage(EventId = 212, Level = LogLevel.Information, Message = "Consumer group {Group} of {Logstore} exists already.")]
    private static partial void LogAccepted(ILogger logger, string group, string logstore);

    [LoggerMessage(
        EventId = 213,
        Level = LogLevel.Warning,
        Message = "Consumer group {Group} of {Logstore} may neither be listed nor created with these credentials; it is taken to exist. {Reason}")]
    private static partial void LogNotAllowed(ILogger logger, string group, string logstore, string reason);
}
