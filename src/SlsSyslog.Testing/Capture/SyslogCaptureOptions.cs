namespace SlsSyslog.Testing;

/// <summary>How a <see cref="SyslogCaptureServer"/> listens. Read once, at start.</summary>
public sealed class SyslogCaptureOptions
{
    /// <summary>The loopback port; 0, the default, lets the system choose.</summary>
    public int Port { get; set; }

    /// <summary>What it speaks; TCP by default.</summary>
    public CaptureTransport Transport { get; set; }

    /// <summary>The TLS side; needed by the transports over TLS, ignored by the others.</summary>
    public CaptureTlsOptions? Tls { get; set; }

    /// <summary>How frames are told apart; <see cref="CaptureFraming.Auto"/> by default.</summary>
    public CaptureFraming Framing { get; set; }

    /// <summary>Whether messages are kept in <see cref="SyslogCaptureServer.Messages"/>; true by default. False counts only, for high rates.</summary>
    public bool KeepMessages { get; set; } = true;

    /// <summary>Called for every message, kept or not.</summary>
    public CapturedMessageHandler? OnMessage { get; set; }

    /// <summary>The longest frame taken, in bytes; 16 MiB by default. A longer one is a framing error and ends the connection.</summary>
    public int MaxFrameBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>The receive buffer of the kernel for each connection, in bytes; null, the default, leaves it to the system.</summary>
    public int? ReceiveBufferBytes { get; set; }
}
