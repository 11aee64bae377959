namespace SlsSyslog.Serialization;

/// <summary>RFC 5424 6.2.1: how bad it is; 0 is the worst.</summary>
public enum SyslogSeverity
{
    /// <summary>System is unusable.</summary>
    Emergency,

    /// <summary>Action must be taken at once.</summary>
    Alert,

    /// <summary>Critical conditions.</summary>
    Critical,

    /// <summary>Error conditions.</summary>
    Error,

    /// <summary>Warning conditions.</summary>
    Warning,

    /// <summary>Normal but significant.</summary>
    Notice,

    /// <summary>Informational.</summary>
    Informational,

    /// <summary>Debug messages.</summary>
    Debug,
}
