namespace SlsSyslog.Tool;

/// <summary>Specifies the exit codes of the tool.</summary>
internal enum ToolExitCode
{
    /// <summary>The command did what it says.</summary>
    Success = 0,

    /// <summary>A check failed, or a service or a receiver could not be used.</summary>
    CheckFailed = 1,

    /// <summary>An option or a setting is invalid. Nothing was done.</summary>
    InvalidUsage = 2,

    /// <summary>Records are undelivered.</summary>
    Undelivered = 3,

    /// <summary>Another process used the same consumer name, so records were sent twice. Only <c>run</c> returns this.</summary>
    DuplicateConsumer = 4,

    /// <summary>The command was interrupted by a signal.</summary>
    Interrupted = 130,
}
