namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// The exception that is thrown when a response of SLS cannot be decoded: its size, compression or protobuf is invalid. No record of the
/// response was returned.
/// </summary>
/// <param name="message">The message that describes the error.</param>
/// <param name="innerException">The exception that caused this exception, or <see langword="null"/>.</param>
public sealed class SlsProtocolException(string message, Exception? innerException = null)
    : Exception(PlainText.Clean(message), innerException);
