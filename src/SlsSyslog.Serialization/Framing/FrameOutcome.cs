namespace SlsSyslog.Serialization;

/// <summary>Specifies what happened to the content of a record when it was written into a frame.</summary>
[Flags]
public enum FrameOutcome
{
    /// <summary>The content is complete and unchanged.</summary>
    None = 0,

    /// <summary>The message reached its maximum length: a value was cut or fields were omitted.</summary>
    Truncated = 1,

    /// <summary>
    /// Content that syslog cannot contain was replaced: invalid UTF-8, bytes or lengths that a header field does not allow, or a time
    /// outside of the years 0001 to 9999. Escapes are not counted, because a receiver can undo them.
    /// </summary>
    Sanitized = 2,
}
