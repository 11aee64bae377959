namespace SlsSyslog.Receivers.Tests;

/// <summary>Where rsyslog keeps messages before it writes them.</summary>
public enum QueueKind
{
    /// <summary>In memory, 50 000 messages, rsyslog's usual queue: a killed daemon takes them with it.</summary>
    LinkedList,

    /// <summary>Nowhere: the thread that reads the socket writes the file.</summary>
    Direct,
}
