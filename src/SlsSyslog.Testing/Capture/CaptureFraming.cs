namespace SlsSyslog.Testing;

/// <summary>Specifies how a <see cref="SyslogCaptureServer"/> finds the end of a message in a stream (RFC 6587).</summary>
public enum CaptureFraming
{
    /// <summary>Detected for each frame: a digit starts an octet-counted frame, any other byte starts a line.</summary>
    Auto,

    /// <summary>Octet counting only. Any other frame is a framing error and ends the connection.</summary>
    OctetCounting,

    /// <summary>Lines that end with LF.</summary>
    LineFeed,
}
