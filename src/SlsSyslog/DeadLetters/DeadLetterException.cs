namespace SlsSyslog;

/// <summary>The exception that is thrown when a shard stops before its dead letter could be stored.</summary>
internal sealed class DeadLetterException(string message, Exception innerException) : Exception(message, innerException);
