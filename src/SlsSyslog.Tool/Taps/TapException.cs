namespace SlsSyslog.Tool;

/// <summary>The exception that is thrown when a tap cannot be opened.</summary>
internal sealed class TapException(string message, ToolExitCode exitCode = ToolExitCode.CheckFailed, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Gets the exit code of the tool.</summary>
    public ToolExitCode ExitCode { get; } = exitCode;
}
