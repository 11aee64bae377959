namespace SlsSyslog.Testing;

/// <summary>Takes one received message. Messages of one connection come one at a time and in order; connections come side by side.</summary>
/// <param name="message">The message without its framing. Valid only during the call.</param>
/// <param name="connection">The connection it came on, numbered from 1.</param>
public delegate void CapturedMessageHandler(ReadOnlySpan<byte> message, int connection);
