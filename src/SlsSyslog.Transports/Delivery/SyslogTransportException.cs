namespace SlsSyslog.Transports;

/// <summary>The exception that is thrown when frames were not delivered. Sending them again may succeed.</summary>
public class SyslogTransportException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="SyslogTransportException"/> class.</summary>
    /// <param name="message">The message that describes the error and names the server.</param>
    /// <param name="innerException">The cause, or <see langword="null"/>.</param>
    public SyslogTransportException(string message, Exception? innerException = null)
        : base(PlainText.Clean(message), innerException) =>
        ErrorType = TransportErrorType.Of(innerException);

    /// <summary>Gets the type of the error: one of <see cref="TransportErrorType"/>. The default value is that of the inner exception.</summary>
    public string ErrorType { get; init; }
}
