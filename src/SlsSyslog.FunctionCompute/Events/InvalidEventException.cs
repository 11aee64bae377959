namespace SlsSyslog.FunctionCompute;

/// <summary>An invocation cannot be carried out as it was asked for; the message says what is wrong with it.</summary>
internal sealed class InvalidEventException(string message, Exception? inner = null) : Exception(message, inner);
