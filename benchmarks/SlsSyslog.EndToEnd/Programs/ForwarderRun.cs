namespace SlsSyslog.EndToEnd;

/// <summary>A process of the forwarder. It is complete when all logs are committed.</summary>
internal sealed class ForwarderRun(ChildProcess process, Assignment assignment, string group) : IProgramRun
{
    public long Started => process.Started;

    public ProcessCounters Counters => process.Counters;

    public double RawBytes => assignment.Logstore.RawBytes;

    public async Task<bool> IsCompleteAsync() =>
        await assignment.Peers.Sls.CommittedAsync(assignment.Logstore.Name, group) == assignment.Logstore.Groups;

    public async Task<ProcessUsage?> ReadUsageAsync() => ProcessUsage.Parse(await process.AskAsync("report"));

    /// <summary>Attaches or detaches the reader of metrics.</summary>
    public async Task<ProcessUsage> SwitchMetricsAsync(bool isOn) => ProcessUsage.Parse(await process.AskAsync(isOn ? "metrics on" : "metrics off"));

    public void Dispose() => process.Dispose();
}
