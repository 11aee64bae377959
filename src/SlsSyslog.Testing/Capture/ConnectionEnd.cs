namespace SlsSyslog.Testing;

/// <summary>Specifies how a connection to the capture server ended.</summary>
internal enum ConnectionEnd
{
    /// <summary>The sender shut down its side at a frame boundary.</summary>
    Clean,

    /// <summary>The sender shut down its side within a frame.</summary>
    WithinFrame,

    /// <summary>The sender reset the connection.</summary>
    Reset,

    /// <summary>A frame was invalid.</summary>
    FramingError,

    /// <summary>The TLS handshake failed.</summary>
    FailedHandshake,

    /// <summary>The server ended the connection on request or during disposal.</summary>
    ByServer,
}
