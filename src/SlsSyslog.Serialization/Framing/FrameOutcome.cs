namespace SlsSyslog.Serialization;

/// <summary>What became of a record on its way into a frame.</summary>
[Flags]
public enum FrameOutcome
{
    /// <summary>All of it is in the frame, as it was.</summary>
    None = 0,

    /// <summary>The message reached its size limit: a value was cut or fields were left out.</summary>
    Truncated = 1,

    /// <summary>
    /// Something that syslog cannot carry was replaced: invalid UTF-8, a byte that a header field must not have, a header field
    /// over its length, a time outside the years 0001 to 9999. Escapes, which a receiver can undo, are no repairs.
    /// </summary>
    Sanitized = 2,
}
