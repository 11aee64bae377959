namespace SlsSyslog.Serialization;

/// <summary>Specifies the kind of program that a message comes from (RFC 5424 6.2.1).</summary>
public enum SyslogFacility
{
    /// <summary>Kernel messages.</summary>
    Kern,

    /// <summary>User-level messages.</summary>
    User,

    /// <summary>Mail system.</summary>
    Mail,

    /// <summary>System daemons.</summary>
    Daemon,

    /// <summary>Security and authorization messages.</summary>
    Auth,

    /// <summary>Messages of the syslog daemon itself.</summary>
    Syslog,

    /// <summary>Line printer.</summary>
    Lpr,

    /// <summary>Network news.</summary>
    News,

    /// <summary>UUCP.</summary>
    Uucp,

    /// <summary>Clock daemon.</summary>
    Cron,

    /// <summary>Security and authorization messages, private.</summary>
    AuthPriv,

    /// <summary>FTP daemon.</summary>
    Ftp,

    /// <summary>NTP.</summary>
    Ntp,

    /// <summary>Log audit.</summary>
    Audit,

    /// <summary>Log alert.</summary>
    Alert,

    /// <summary>Second clock daemon.</summary>
    Clock,

    /// <summary>Local use 0.</summary>
    Local0,

    /// <summary>Local use 1.</summary>
    Local1,

    /// <summary>Local use 2.</summary>
    Local2,

    /// <summary>Local use 3.</summary>
    Local3,

    /// <summary>Local use 4.</summary>
    Local4,

    /// <summary>Local use 5.</summary>
    Local5,

    /// <summary>Local use 6.</summary>
    Local6,

    /// <summary>Local use 7.</summary>
    Local7,
}
