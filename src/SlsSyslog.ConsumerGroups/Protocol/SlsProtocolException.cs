namespace SlsSyslog.ConsumerGroups;

/// <summary>An answer of SLS does not decode: wrong size, broken compression or broken protobuf. Nothing of it was handed out.</summary>
/// <param name="message">What does not fit.</param>
/// <param name="innerException">The cause, if there is one.</param>
public sealed class SlsProtocolException(string message, Exception? innerException = null) : Exception(message, innerException);
