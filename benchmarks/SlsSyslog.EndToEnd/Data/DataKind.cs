namespace SlsSyslog.EndToEnd;

/// <summary>Specifies what logs look like.</summary>
internal enum DataKind
{
    /// <summary>Audit logs with their values in fields.</summary>
    Audit,

    /// <summary>Events of ActionTrail, each as JSON in one field.</summary>
    ActionTrail,
}
