namespace SlsSyslog.Receivers.Tests;

/// <summary>Specifies where rsyslog keeps messages before it writes them.</summary>
public enum QueueKind
{
    /// <summary>In memory, up to 50,000 messages, as is usual for rsyslog. They are lost when the daemon is killed.</summary>
    LinkedList,

    /// <summary>Nowhere. The thread that reads the socket writes the file.</summary>
    Direct,
}
