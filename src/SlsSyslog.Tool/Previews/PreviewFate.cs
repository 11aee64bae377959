namespace SlsSyslog.Tool;

/// <summary>Specifies what the forwarder would do with a record.</summary>
internal enum PreviewFate
{
    /// <summary>The record is sent.</summary>
    Sent,

    /// <summary>A filter rejects the record.</summary>
    Filtered,

    /// <summary>The record cannot be sent: it is handled as the failure policy specifies, by default as a dead letter.</summary>
    NotSendable,
}
