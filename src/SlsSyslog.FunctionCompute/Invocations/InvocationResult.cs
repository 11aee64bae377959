namespace SlsSyslog.FunctionCompute;

/// <summary>Represents the result of an invocation and its description.</summary>
internal readonly record struct InvocationResult(bool IsSuccess, string Text);
