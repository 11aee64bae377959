namespace SlsSyslog.Testing;

/// <summary>Represents bytes to send back.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="IsAcknowledgement">A value that indicates whether the bytes confirm messages, so that they can be withheld.</param>
/// <param name="IsLast">A value that indicates whether the sending side of the server is shut down after the bytes.</param>
internal readonly record struct ProtocolAnswer(byte[] Bytes, bool IsAcknowledgement = false, bool IsLast = false);
