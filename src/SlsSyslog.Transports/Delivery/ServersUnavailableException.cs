namespace SlsSyslog.Transports;

/// <summary>
/// The exception that is thrown when a transport stops connecting, because no server was available for longer than
/// <see cref="NetworkTransportOptions.GiveUpAfter"/> or after <see cref="NetworkTransportOptions.GiveUpAfterAttempts"/> failed attempts.
/// </summary>
/// <remarks>
/// The frames were not sent. Further calls fail in the same way for <see cref="NetworkTransportOptions.MaxReconnectDelay"/>; then attempts begin
/// again.
/// </remarks>
public sealed class ServersUnavailableException : SyslogTransportException
{
    /// <summary>Initializes a new instance of the <see cref="ServersUnavailableException"/> class.</summary>
    /// <param name="message">The message that names the servers and their last errors.</param>
    /// <param name="innerException">The cause, or <see langword="null"/>.</param>
    public ServersUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException) =>
        ErrorType = TransportErrorType.Unreachable;
}
