using System.Globalization;

namespace SlsSyslog.EndToEnd;

/// <summary>
/// Measures what the reading of metrics and of the status costs within one process that forwards without a pause: the reader is attached and
/// detached in turns, and the CPU time for each sent byte of both is compared. Compilation and the start of the process are not included.
/// </summary>
internal sealed class MetricsWindows(PeerSet peers, Scenario scenario, int pairs)
{
    private const int MegabytesPerSecond = 1500;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    public async Task<MetricsCostResult> RunAsync(OurForwarder program)
    {
        double seconds = WarmUp.TotalSeconds + (2 * pairs * Window.TotalSeconds);
        FilledLogstore logstore = await peers.Sls.FillAsync(scenario.Data, scenario.Shards, (int)seconds * MegabytesPerSecond);
        using ForwarderRun run = (ForwarderRun)await program.StartAsync(new Assignment(scenario, logstore, peers, 1));
        await Task.Delay(WarmUp);
        List<double> off = [];
        List<double> on = [];
        for (int pair = 0; pair < pairs; pair++)
        {
            // The order changes, so that neither always follows the other.
            foreach (bool isOn in pair % 2 == 0 ? [false, true] : new[] { true, false })
            {
                (isOn ? on : off).Add(await MeasureAsync(run, isOn));
            }
        }

        return new MetricsCostResult(program.Name, scenario.Name, off, on);
    }

    // CPU nanoseconds for each sent byte.
    private async Task<double> MeasureAsync(ForwarderRun run, bool isOn)
    {
        ProcessUsage before = await run.SwitchMetricsAsync(isOn);
        long bytesBefore = await peers.Sink.BytesAsync();
        await Task.Delay(Window);
        ProcessUsage after = (await run.ReadUsageAsync())!.Value;
        long bytes = await peers.Sink.BytesAsync() - bytesBefore;
        if (bytes == 0)
        {
            throw new InvalidOperationException("Nothing was sent during a window. All logs are forwarded, or the forwarder stopped.");
        }

        string state = isOn ? "on" : "off";
        double cost = (after.CpuMicroseconds - before.CpuMicroseconds) * 1000.0 / bytes;
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"metrics {state}: {bytes / 1e6 / Window.TotalSeconds:F0} MB/s, {cost:F4} CPU ns per sent byte"));
        return cost;
    }
}
