namespace SlsSyslog.Testing;

/// <summary>Specifies the options of a <see cref="SyslogCaptureServer"/>. They are read once, at start.</summary>
public sealed class SyslogCaptureOptions
{
    /// <summary>Gets or sets the loopback port. The default is 0, which lets the system choose a port.</summary>
    public int Port { get; set; }

    /// <summary>Gets or sets the protocol. The default is TCP.</summary>
    public CaptureTransport Transport { get; set; }

    /// <summary>Gets or sets the TLS options. Required for transports over TLS; other transports ignore them.</summary>
    public CaptureTlsOptions? Tls { get; set; }

    /// <summary>Gets or sets the framing. The default is <see cref="CaptureFraming.Auto"/>.</summary>
    public CaptureFraming Framing { get; set; }

    /// <summary>
    /// Gets or sets a value that indicates whether messages are kept in <see cref="SyslogCaptureServer.Messages"/>. The default is
    /// <see langword="true"/>. Set it to <see langword="false"/> for high rates.
    /// </summary>
    public bool KeepMessages { get; set; } = true;

    /// <summary>Gets or sets the handler that is called for every message, kept or not.</summary>
    public CapturedMessageHandler? OnMessage { get; set; }

    /// <summary>Gets or sets the maximum frame size in bytes. The default is 16 MiB. A longer frame is an error and ends the connection.</summary>
    public int MaxFrameBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Gets or sets the kernel's receive buffer per connection in bytes. <see langword="null"/>, the default, is the system's.</summary>
    public int? ReceiveBufferBytes { get; set; }
}
