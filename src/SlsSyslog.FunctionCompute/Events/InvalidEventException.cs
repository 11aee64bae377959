namespace SlsSyslog.FunctionCompute;

/// <summary>The exception that is thrown when an invocation is invalid. The message specifies why.</summary>
internal sealed class InvalidEventException(string message, Exception? inner = null) : Exception(message, inner);
