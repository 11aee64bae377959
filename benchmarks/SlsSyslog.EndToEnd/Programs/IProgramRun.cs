namespace SlsSyslog.EndToEnd;

/// <summary>The process of a measured program.</summary>
internal interface IProgramRun : IDisposable
{
    /// <summary>Gets the time at which the process was started.</summary>
    long Started { get; }

    ProcessCounters Counters { get; }

    /// <summary>Gets the bytes of raw log that the process forwards.</summary>
    double RawBytes { get; }

    /// <summary>Gets a value that indicates whether everything was sent and, where the program can know it, confirmed.</summary>
    Task<bool> IsCompleteAsync();

    /// <summary>Gets what a managed process reports; <see langword="null"/> for others.</summary>
    Task<ProcessUsage?> ReadUsageAsync();
}
