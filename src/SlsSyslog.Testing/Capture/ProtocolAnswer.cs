namespace SlsSyslog.Testing;

/// <summary>Bytes to send back.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="IsAcknowledgement">Whether they confirm messages and so may be held back on command.</param>
/// <param name="IsLast">Whether the server's sending side is shut down behind them.</param>
internal readonly record struct ProtocolAnswer(byte[] Bytes, bool IsAcknowledgement = false, bool IsLast = false);
