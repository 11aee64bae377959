namespace SlsSyslog.Testing;

/// <summary>Specifies when a fault resets the connection.</summary>
internal enum FaultReset
{
    /// <summary>Never.</summary>
    Never,

    /// <summary>Before the operation runs.</summary>
    Before,

    /// <summary>When half of the response's body has been sent.</summary>
    InBody,

    /// <summary>After the operation, without a response.</summary>
    After,
}
