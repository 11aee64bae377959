namespace SlsSyslog.ConsumerGroups;

internal sealed partial class GroupRegistrar
{
    [LoggerMessage(210, LogLevel.Information, "Consumer group {Group} created for logstore {Logstore}.")]
    private static partial void LogCreated(ILogger logger, string group, string logstore);

    [LoggerMessage(211, LogLevel.Warning,
        "Consumer group {Group} of logstore {Logstore} already exists with a timeout of {Timeout} s and InOrder {InOrder}. The configured timeout "
        + "of {ConfiguredTimeout} s and InOrder {ConfiguredInOrder} are not applied.")]
    private static partial void LogSettingsKept(
        ILogger logger, string group, string logstore, int timeout, bool inOrder, int configuredTimeout, bool configuredInOrder);

    [LoggerMessage(212, LogLevel.Information, "Consumer group {Group} of logstore {Logstore} already exists.")]
    private static partial void LogExists(ILogger logger, string group, string logstore);

    [LoggerMessage(213, LogLevel.Warning,
        "The credentials do not allow listing or creating consumer group {Group} of logstore {Logstore}. The group is assumed to exist. {Reason}")]
    private static partial void LogNotAllowed(ILogger logger, string group, string logstore, string reason);
}
