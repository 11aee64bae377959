namespace SlsSyslog.FunctionCompute;

/// <summary>How an invocation ended, and the text that says so.</summary>
internal readonly record struct InvocationResult(bool IsSuccess, string Text);
