using System.Diagnostics;
using System.Globalization;

namespace SlsSyslog.EndToEnd;

/// <summary>rsyslog that receives the messages of the forwarder over TCP and sends them to the same receiver.</summary>
internal sealed class RsyslogRelay : IMeasuredProgram
{
    private const string Path = "/usr/sbin/rsyslogd";
    private const double ShareOfLogs = 0.25; // It is several times slower, and its rate does not depend on the amount.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(10);

    public static bool IsInstalled => File.Exists(Path);

    public string Name => "rsyslog";

    public async Task<IProgramRun> StartAsync(Assignment assignment)
    {
        PeerSet peers = assignment.Peers;
        string folder = Directory.CreateTempSubdirectory("slssyslog-relay-").FullName;
        string file = System.IO.Path.Combine(folder, "rsyslog.conf");
        string template = System.IO.Path.Combine(PublishedPrograms.Repository, "benchmarks", "SlsSyslog.EndToEnd", "Programs", "rsyslog.conf");
        string sink = (await peers.Sink.PortAsync("tcp")).ToString(CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(
            file,
            (await File.ReadAllTextAsync(template))
                .Replace("@folder@", folder, StringComparison.Ordinal)
                .Replace("@sink@", sink, StringComparison.Ordinal));
        ChildProcess process = new(Path, ["-n", "-f", file, "-i", System.IO.Path.Combine(folder, "pid")], endsWithInput: false);
        try
        {
            int port = await ReadPortAsync(System.IO.Path.Combine(folder, "port"));
            double rawBytes = assignment.Logstore.RawBytes * ShareOfLogs;
            long bytes = await peers.Sink.FeedAsync(port, (long)(rawBytes * assignment.SentPerRawByte));
            return new RelayRun(process, peers.Sink, folder, bytes, bytes / assignment.SentPerRawByte);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    private static async Task<int> ReadPortAsync(string file)
    {
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (File.Exists(file) && int.TryParse(await File.ReadAllTextAsync(file), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int port))
            {
                return port;
            }

            if (Stopwatch.GetElapsedTime(started) > StartTimeout)
            {
                throw new TimeoutException($"{Path} did not open a port.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    private sealed class RelayRun(ChildProcess process, SinkPeer sink, string folder, long bytes, double rawBytes) : IProgramRun
    {
        public long Started => process.Started;

        public ProcessCounters Counters => process.Counters;

        public double RawBytes => rawBytes;

        public async Task<bool> IsCompleteAsync() => await sink.BytesAsync() >= bytes;

        public Task<ProcessUsage?> ReadUsageAsync() => Task.FromResult<ProcessUsage?>(null);

        public void Dispose()
        {
            process.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }
}
