namespace SlsSyslog.EndToEnd;

/// <summary>The start and the memory of the Forwarder as it is published.</summary>
/// <param name="Form">Native or JIT.</param>
/// <param name="FirstByteMilliseconds">The times from the start of the process to the first received byte.</param>
/// <param name="CpuMilliseconds">The CPU times until then.</param>
/// <param name="PeakMegabytes16">The peak resident memory with 16 busy shards.</param>
/// <param name="PeakMegabytes64">The peak resident memory with 64 busy shards.</param>
internal sealed record StartUpResult(
    string Form,
    IReadOnlyList<double> FirstByteMilliseconds,
    IReadOnlyList<double> CpuMilliseconds,
    IReadOnlyList<double> PeakMegabytes16,
    IReadOnlyList<double> PeakMegabytes64);
