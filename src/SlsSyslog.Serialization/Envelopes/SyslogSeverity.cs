namespace SlsSyslog.Serialization;

/// <summary>Specifies the severity of a message (RFC 5424 6.2.1). The most severe is 0.</summary>
public enum SyslogSeverity
{
    /// <summary>The system is unusable.</summary>
    Emergency,

    /// <summary>Action must be taken immediately.</summary>
    Alert,

    /// <summary>Critical conditions.</summary>
    Critical,

    /// <summary>Error conditions.</summary>
    Error,

    /// <summary>Warning conditions.</summary>
    Warning,

    /// <summary>Normal but significant condition.</summary>
    Notice,

    /// <summary>Informational messages.</summary>
    Informational,

    /// <summary>Debug messages.</summary>
    Debug,
}
