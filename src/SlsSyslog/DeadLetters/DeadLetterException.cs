namespace SlsSyslog;

/// <summary>A dead letter could not be kept, so its record must be read again.</summary>
internal sealed class DeadLetterException(string message, Exception innerException) : Exception(message, innerException);
