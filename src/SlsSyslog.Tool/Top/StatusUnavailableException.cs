namespace SlsSyslog.Tool;

/// <summary>The exception that is thrown when the status of a forwarder cannot be read.</summary>
internal sealed class StatusUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
