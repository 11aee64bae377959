namespace SlsSyslog.Testing;

/// <summary>How a <see cref="SyslogCaptureServer"/> finds the end of a message in a stream (RFC 6587).</summary>
public enum CaptureFraming
{
    /// <summary>Chosen anew for each frame: a digit begins an octet-counted frame, anything else a line.</summary>
    Auto,

    /// <summary>Octet counting only; anything else is a framing error and ends the connection.</summary>
    OctetCounting,

    /// <summary>Lines that end in LF.</summary>
    LineFeed,
}
