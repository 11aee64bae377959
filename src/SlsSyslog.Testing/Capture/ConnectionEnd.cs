namespace SlsSyslog.Testing;

/// <summary>How a connection to the capture server ended.</summary>
internal enum ConnectionEnd
{
    /// <summary>The sender shut down its side at a frame boundary.</summary>
    Clean,

    /// <summary>The sender shut down its side within a frame.</summary>
    WithinFrame,

    /// <summary>The sender reset the connection.</summary>
    Reset,

    /// <summary>A frame could not be read.</summary>
    FramingError,

    /// <summary>No TLS session came about.</summary>
    FailedHandshake,

    /// <summary>The server ended it, on command or at its own end.</summary>
    ByServer,
}
