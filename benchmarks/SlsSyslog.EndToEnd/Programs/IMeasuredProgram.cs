namespace SlsSyslog.EndToEnd;

/// <summary>A program that forwards logs and whose CPU time is measured.</summary>
internal interface IMeasuredProgram
{
    string Name { get; }

    /// <summary>Starts the program in a new process, which forwards all logs of the logstore.</summary>
    /// <param name="assignment">What to forward.</param>
    /// <returns>The process. The caller disposes it.</returns>
    Task<IProgramRun> StartAsync(Assignment assignment);
}
