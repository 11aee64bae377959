namespace SlsSyslog.Testing;

/// <summary>Receives one message without its frame. The bytes are valid only during the call.</summary>
internal delegate void FrameHandler(ReadOnlySpan<byte> message);
