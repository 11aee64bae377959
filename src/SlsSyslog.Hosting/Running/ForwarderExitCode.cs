namespace SlsSyslog.Hosting;

/// <summary>Specifies the exit codes of the program.</summary>
internal static class ForwarderExitCode
{
    /// <summary>Everything that was read is confirmed.</summary>
    public const int Success = 0;

    /// <summary>A route failed.</summary>
    public const int Failed = 1;

    /// <summary>A setting or an argument is invalid. Nothing was started.</summary>
    public const int InvalidSettings = 2;

    /// <summary>Records are undelivered, or a route was stopped before its end. The next owner continues at the stored checkpoint.</summary>
    public const int Undelivered = 3;

    /// <summary>Another process used the same consumer name, so records were sent twice.</summary>
    public const int DuplicateConsumer = 4;

    /// <summary>A second Ctrl-C ended the process before it had drained.</summary>
    public const int Interrupted = 130;
}
