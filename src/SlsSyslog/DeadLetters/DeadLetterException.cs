namespace SlsSyslog;

/// <summary>The exception that is thrown when a dead letter cannot be stored, so that its record must be read again.</summary>
internal sealed class DeadLetterException(string message, Exception innerException) : Exception(message, innerException);
