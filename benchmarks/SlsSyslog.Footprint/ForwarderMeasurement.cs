using System.Globalization;
using SlsSyslog.EndToEnd;

namespace SlsSyslog.Footprint;

/// <summary>The published forwarder with default settings.</summary>
internal sealed class ForwarderMeasurement(string forwarder)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    // A shard counts as idle, and is polled less often, when it has had no data for a minute.
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(65);

    /// <summary>The peak resident memory in megabytes, from the start to the last commit of the specified amount of raw log.</summary>
    public async Task<double> BusyAsync(int shards, long megabytes)
    {
        Console.WriteLine($"measuring {shards} busy shards");
        (ChildProcess sls, string[] source) = await ChildProcess.StartAsync(
            "serve", shards.ToString(CultureInfo.InvariantCulture), megabytes.ToString(CultureInfo.InvariantCulture));
        (ChildProcess sink, string[] target) = await ChildProcess.StartAsync("sink");
        using (sls)
        using (sink)
        {
            long groups = long.Parse(source[1], CultureInfo.InvariantCulture) / Dataset.LogsPerGroup;
            using MeasuredProcess process = Start(source[0], target[0]);
            while (await sls.AskAsync() < groups)
            {
                process.ThrowIfEnded();
                await Task.Delay(Glance);
            }

            return process.PeakMegabytes;
        }
    }

    /// <summary>The CPU usage while idle, in percent of one core.</summary>
    public async Task<double> IdleAsync(int shards, TimeSpan time)
    {
        Console.WriteLine($"measuring {shards} idle shards");
        (ChildProcess sls, string[] source) = await ChildProcess.StartAsync("serve", shards.ToString(CultureInfo.InvariantCulture), "0");
        (ChildProcess sink, string[] target) = await ChildProcess.StartAsync("sink");
        using (sls)
        using (sink)
        {
            using HttpClient admin = new();
            using MeasuredProcess process = Start(source[0], target[0]);
            while (await HeldShardsAsync(admin, source[0]) < shards)
            {
                process.ThrowIfEnded();
                await Task.Delay(Glance);
            }

            await Task.Delay(SettlingTime);
            TimeSpan before = process.ProcessorTime;
            await Task.Delay(time);
            return (process.ProcessorTime - before) / time * 100;
        }
    }

    private static async Task<int> HeldShardsAsync(HttpClient admin, string endpoint)
    {
        using EmulatorState state = await EmulatorState.OfAsync(admin, endpoint);
        return state.HeldShards();
    }

    private MeasuredProcess Start(string endpoint, string sinkPort) => new(
        forwarder,
        [],
        ("SLS_ENDPOINT", endpoint),
        ("SLS_AK_ID", "testak"),
        ("SLS_AK_KEY", "testsk"),
        ("SLS_PROJECT", "bench-project"),
        ("SLS_LOGSTORE", "logs"),
        ("SLS_CG", "bench"),
        ("SLS_START", "begin"),
        ("SLS_LOG_FILE", Path.Combine(Path.GetDirectoryName(forwarder)!, "footprint.log")),
        ("SYSLOG_HOST", "127.0.0.1"),
        ("SYSLOG_PORT", sinkPort));
}
