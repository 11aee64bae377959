namespace SlsSyslog.Tool;

/// <summary>The exception that is thrown when a tap cannot be opened.</summary>
internal sealed class TapException(string message, Exception? innerException = null) : Exception(message, innerException);
