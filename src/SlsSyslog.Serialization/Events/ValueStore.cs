namespace SlsSyslog.Serialization;

/// <summary>Specifies the memory that contains a value.</summary>
internal enum ValueStore : byte
{
    None,

    /// <summary>The block of the record.</summary>
    Record,

    /// <summary>The constants of the profile.</summary>
    Constant,

    /// <summary>The memory of the event, for values that were composed or converted.</summary>
    Own,

    /// <summary>The name of the project of the record.</summary>
    Project,

    /// <summary>The name of the logstore of the record.</summary>
    Logstore,
}
