namespace SlsSyslog.Testing;

/// <summary>Handles one received message. Messages of one connection arrive in order, one at a time; connections are concurrent.</summary>
/// <param name="message">The message without its framing. Valid only during the call.</param>
/// <param name="connection">The number of its connection, starting with 1.</param>
public delegate void CapturedMessageHandler(ReadOnlySpan<byte> message, int connection);
