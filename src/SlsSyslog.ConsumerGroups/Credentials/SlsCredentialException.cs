namespace SlsSyslog.ConsumerGroups;

/// <summary>No credentials can be had from a provider. The message says what to do and never holds a secret.</summary>
/// <param name="message">What is missing and the mend.</param>
/// <param name="innerException">The cause, if there is one.</param>
public sealed class SlsCredentialException(string message, Exception? innerException = null) : Exception(message, innerException);
