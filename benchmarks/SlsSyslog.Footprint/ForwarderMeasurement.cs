using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SlsSyslog.EndToEnd;

namespace SlsSyslog.Footprint;

/// <summary>The published forwarder with default settings.</summary>
internal sealed class ForwarderMeasurement(string forwarder)
{
    private const string Group = "bench";
    private static readonly DataShape Logs = new(DataKind.Audit, 507, 12, 1000);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    // A shard counts as idle, and is polled less often, when it has had no data for a minute.
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(65);

    /// <summary>
    /// The time in milliseconds from the start of the process until the receiver has the first bytes of a record, with an existing consumer
    /// group, and the memory in megabytes at that time.
    /// </summary>
    public async Task<(double[] Time, double[] Memory)> MeasureStartsAsync(int starts)
    {
        Console.WriteLine("measuring starts of the forwarder");
        using (SlsPeer sls = await SlsPeer.StartAsync())
        {
            FilledLogstore logs = await sls.FillAsync(Logs, 1, 1);
            List<double> times = [];
            List<double> memory = [];
            for (int i = -1; i < starts; i++)
            {
                using TcpListener receiver = new(IPAddress.Loopback, 0);
                receiver.Start();
                using MeasuredProcess process = Start(sls, logs, ((IPEndPoint)receiver.LocalEndpoint).Port, ("SLS_CONSUMER", "start"));
                using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(30));
                using Socket connection = await receiver.AcceptSocketAsync(deadline.Token);
                await connection.ReceiveAsync(new byte[1], deadline.Token);
                double time = Stopwatch.GetElapsedTime(process.Started).TotalMilliseconds;
                if (i >= 0)
                {
                    // The first round brings the files into memory and creates the consumer group.
                    times.Add(time);
                    memory.Add(process.Counters.PeakMegabytes);
                }
            }

            return ([.. times], [.. memory]);
        }
    }

    /// <summary>The peak resident memory in megabytes, from the start to the last commit of the specified amount of raw log.</summary>
    public async Task<double> BusyAsync(int shards, int megabytes)
    {
        Console.WriteLine($"measuring {shards} busy shards");
        using (SlsPeer sls = await SlsPeer.StartAsync())
        using (SinkPeer sink = new())
        {
            FilledLogstore logs = await sls.FillAsync(Logs, shards, megabytes);
            using MeasuredProcess process = Start(sls, logs, await sink.PortAsync("tcp"));
            while (await sls.CommittedAsync(logs.Name, Group) < logs.Groups)
            {
                process.ThrowIfEnded();
                await Task.Delay(Glance);
            }

            return process.Counters.PeakMegabytes;
        }
    }

    /// <summary>The CPU usage while idle, in percent of one core.</summary>
    public async Task<double> IdleAsync(int shards, TimeSpan time)
    {
        Console.WriteLine($"measuring {shards} idle shards");
        using (SlsPeer sls = await SlsPeer.StartAsync())
        using (SinkPeer sink = new())
        {
            FilledLogstore logs = await sls.FillAsync(Logs, shards, megabytes: 0);
            using HttpClient admin = new();
            using MeasuredProcess process = Start(sls, logs, await sink.PortAsync("tcp"));
            while (await HeldShardsAsync(admin, sls.Endpoint) < shards)
            {
                process.ThrowIfEnded();
                await Task.Delay(Glance);
            }

            await Task.Delay(SettlingTime);
            double before = process.Counters.CpuSeconds;
            await Task.Delay(time);
            return (process.Counters.CpuSeconds - before) / time.TotalSeconds * 100;
        }
    }

    private static async Task<int> HeldShardsAsync(HttpClient admin, Uri endpoint)
    {
        using EmulatorState state = await EmulatorState.OfAsync(admin, endpoint);
        return state.HeldShards();
    }

    private MeasuredProcess Start(SlsPeer sls, FilledLogstore logs, int sinkPort, params (string Name, string Value)[] more) => new(
        forwarder,
        [],
        [
            ("SLS_ENDPOINT", sls.Endpoint.ToString()),
            ("SLS_AK_ID", "testak"),
            ("SLS_AK_KEY", "testsk"),
            ("SLS_PROJECT", SlsRole.Project),
            ("SLS_LOGSTORE", logs.Name),
            ("SLS_CG", Group),
            ("SLS_START", "begin"),
            ("SLS_LOG_FILE", Path.Combine(Path.GetDirectoryName(forwarder)!, "footprint.log")),
            ("SYSLOG_HOST", "127.0.0.1"),
            ("SYSLOG_PORT", sinkPort.ToString(CultureInfo.InvariantCulture)),
            .. more,
        ]);
}
