namespace SlsSyslog.Receivers.Tests;

/// <summary>Represents the options of a daemon.</summary>
public sealed record ReceiverDaemonOptions
{
    /// <summary>Gets where rsyslog keeps messages before it writes them. Not used by syslog-ng.</summary>
    public QueueKind Queue { get; init; } = QueueKind.LinkedList;
}
