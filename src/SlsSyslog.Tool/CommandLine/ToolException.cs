namespace SlsSyslog.Tool;

/// <summary>The exception that ends a command. Its message, of one or two lines, says what is wrong and what to do.</summary>
internal sealed class ToolException(string message, ToolExitCode exitCode = ToolExitCode.InvalidUsage) : Exception(message)
{
    /// <summary>Gets the exit code of the tool.</summary>
    public ToolExitCode ExitCode { get; } = exitCode;
}
