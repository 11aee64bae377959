namespace SlsSyslog.Receivers.Tests;

/// <summary>Represents the options of a daemon.</summary>
public sealed record ReceiverDaemonOptions
{
    /// <summary>Gets where rsyslog keeps messages before it writes them. Not used by syslog-ng.</summary>
    public QueueKind Queue { get; init; } = QueueKind.LinkedList;

    /// <summary>Gets the maximum message size in bytes, or null for the default of the daemon (rsyslog 8192, syslog-ng 65536).</summary>
    public int? MaxMessageBytes { get; init; }
}
