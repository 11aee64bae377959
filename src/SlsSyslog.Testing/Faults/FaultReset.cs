namespace SlsSyslog.Testing;

/// <summary>When a fault resets the connection.</summary>
internal enum FaultReset
{
    /// <summary>Not at all.</summary>
    Never,

    /// <summary>Before the operation is done.</summary>
    Before,

    /// <summary>When half of the answer's body has been sent.</summary>
    InBody,

    /// <summary>After the operation is done, without an answer.</summary>
    After,
}
