namespace SlsSyslog.EndToEnd;

/// <summary>The state of a run at a moment.</summary>
/// <param name="At">The time.</param>
/// <param name="CpuSeconds">The CPU time of the process.</param>
/// <param name="Bytes">The bytes at the receiver.</param>
/// <param name="Usage">What a managed process reports.</param>
internal readonly record struct Sample(long At, double CpuSeconds, long Bytes, ProcessUsage? Usage);
