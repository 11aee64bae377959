namespace SlsSyslog.ConsumerGroups;

/// <summary>The exception that is thrown when a provider fails. The message says what to do and never contains a secret.</summary>
/// <param name="message">The message that describes the error and its fix.</param>
/// <param name="innerException">The exception that caused this exception, or <see langword="null"/>.</param>
public sealed class SlsCredentialException(string message, Exception? innerException = null)
    : Exception(PlainText.Clean(message), innerException)
{
    /// <summary>Gets whether the source of the credentials is not available at all, so that others can be configured instead.</summary>
    internal bool IsNotConfigured { get; init; }

    /// <summary>Gets whether the token service rejected the access key that signed the request.</summary>
    internal bool IsKeyRejected { get; init; }
}
