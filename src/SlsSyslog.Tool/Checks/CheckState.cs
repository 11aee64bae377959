namespace SlsSyslog.Tool;

/// <summary>Specifies the result of a check, the best first.</summary>
internal enum CheckState
{
    /// <summary>It is as it should be.</summary>
    Passed,

    /// <summary>It was not checked: it was not requested, cannot be determined, or depends on what failed before.</summary>
    Skipped,

    /// <summary>The forwarder works, but something should be changed.</summary>
    Warning,

    /// <summary>The forwarder would not work.</summary>
    Failed,
}
