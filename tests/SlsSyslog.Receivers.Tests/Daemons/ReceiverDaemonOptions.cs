namespace SlsSyslog.Receivers.Tests;

/// <summary>How a daemon is set up.</summary>
public sealed record ReceiverDaemonOptions
{
    /// <summary>Where rsyslog keeps messages before it writes them; syslog-ng has one way only.</summary>
    public QueueKind Queue { get; init; } = QueueKind.LinkedList;

    /// <summary>The longest message; null for the daemon's own default (rsyslog 8192, syslog-ng 65536 bytes).</summary>
    public int? MaxMessageBytes { get; init; }
}
