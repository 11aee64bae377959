using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SlsSyslog;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Transports;
using SlsSyslog.EndToEnd;

// End to end: HTTP, LZ4, protobuf, RFC 5424 with a key-value body, TCP with octet counting, acknowledged commit.
// Usage: SlsSyslog.EndToEnd [megabytes of raw log, default 1000] [shards, default 4] [runs, default 3]
// With --metrics, runs without and with a listener of all metrics and a reader of the status alternate, instead of runs of the bare loop.
// Measures the CPU time of this process. The emulator and the receiver are separate processes.
if (await Roles.PlayAsync(args))
{
    return;
}

bool comparesMetrics = args.Contains("--metrics");
args = [.. args.Where(argument => argument != "--metrics")];
string megabytes = args.ElementAtOrDefault(0) ?? "1000";
string shards = args.ElementAtOrDefault(1) ?? "4";
int runs = int.Parse(args.ElementAtOrDefault(2) ?? "3", CultureInfo.InvariantCulture);
Console.WriteLine($"{megabytes} MB of raw log in {shards} shards, {runs} runs; .NET {Environment.Version}, {Environment.ProcessorCount} cores");
Console.WriteLine($"{"",-12}{"MB/CPU-s",10}{"CPU-s",8}{"wall s",8}{"bytes/record",14}{"B alloc/record",16}{"RSS MB",8}");
List<(double CpuSeconds, double BytesPerRecord)> off = [];
List<(double CpuSeconds, double BytesPerRecord)> on = [];
if (comparesMetrics)
{
    // The first run includes what the runtime compiles.
    await ForwardAsync("warm-up", listens: true);
}

for (int run = 1; run <= runs; run++)
{
    if (comparesMetrics)
    {
        // The order changes, so that neither always follows the other.
        foreach (bool listens in run % 2 == 0 ? [true, false] : new[] { false, true })
        {
            (_, Result result) = await ForwardAsync(listens ? "metrics on" : "metrics off", listens);
            (listens ? on : off).Add((result.CpuSeconds, result.BytesPerRecord));
        }
    }
    else
    {
        (long frameBytes, _) = await ForwardAsync("end to end", listens: false);
        await SendBareAsync(frameBytes);
    }
}

if (comparesMetrics)
{
    (double without, double with) = (Median(off, run => run.CpuSeconds), Median(on, run => run.CpuSeconds));
    Console.WriteLine($"median CPU-s: {without:F2} without, {with:F2} with: {(with / without) - 1:P1}");
    Console.WriteLine($"median B alloc/record: {Median(off, run => run.BytesPerRecord):F2} without, {Median(on, run => run.BytesPerRecord):F2} with");
}

static double Median<T>(List<T> runs, Func<T, double> read) => runs.Select(read).Order().ElementAt(runs.Count / 2);

async Task<(long FrameBytes, Result Result)> ForwardAsync(string name, bool listens)
{
    (ChildProcess sls, string[] source) = await ChildProcess.StartAsync("serve", shards, megabytes);
    (ChildProcess sink, string[] target) = await ChildProcess.StartAsync("sink");
    using (sls)
    using (sink)
    {
        long records = long.Parse(source[1], CultureInfo.InvariantCulture);
        double rawMegabytes = double.Parse(source[2], CultureInfo.InvariantCulture) / 1e6;
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services
            .AddSlsSyslogForwarding(options =>
            {
                options.Source.Endpoint = source[0];
                options.Source.Project = "bench-project";
                options.Source.Logstore = "logs";
                options.Source.ConsumerGroup = "bench";
                options.Destination.Transport = new TcpTransportOptions { Servers = [new(SyslogScheme.Tcp, "127.0.0.1", int.Parse(target[0], CultureInfo.InvariantCulture))] };
                options.Destination.MaxUnsettledBytes = 4L << 30;
            })
            .UseCredentials(_ => new StaticCredentialProvider(new SlsCredential("testak", "testsk")));
        using IHost host = builder.Build();

        using MetricsListener? listener = listens ? new MetricsListener(host.Services) : null;
        Measure measure = Measure.Begin();
        await host.StartAsync();
        while (await sls.AskAsync() < records / Dataset.LogsPerGroup)
        {
            await Task.Delay(50);
        }

        Result result = measure.End(name, rawMegabytes, records);
        await host.StopAsync();
        return (await sink.AskAsync(), result);
    }
}

// The floor: the same number of bytes from one buffer of the size of a slice.
async Task SendBareAsync(long bytes)
{
    (ChildProcess sink, string[] target) = await ChildProcess.StartAsync("sink");
    using (sink)
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, int.Parse(target[0], CultureInfo.InvariantCulture));
        byte[] slice = new byte[256 * 1024];
        Measure measure = Measure.Begin();
        for (long sent = 0; sent < bytes; sent += slice.Length)
        {
            socket.Send(slice);
        }

        measure.End("bare loop", bytes / 1e6, 0);
    }
}

internal readonly struct Measure(TimeSpan cpu, long started, long allocated)
{
    public static Measure Begin() => new(Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes());

    public Result End(string name, double megabytes, long records)
    {
        using Process process = Process.GetCurrentProcess();
        double used = (process.TotalProcessorTime - cpu).TotalSeconds;
        double wall = Stopwatch.GetElapsedTime(started).TotalSeconds;
        double allocatedPerRecord = (double)(GC.GetTotalAllocatedBytes() - allocated) / Math.Max(records, 1);
        string perRecord = records == 0 ? $"{"",14}{"",16}" : $"{megabytes * 1e6 / records,14:F0}{allocatedPerRecord,16:F1}";
        Console.WriteLine($"{name,-12}{megabytes / used,10:F0}{used,8:F2}{wall,8:F1}{perRecord}{process.PeakWorkingSet64 / 1e6,8:F0}");
        return new Result(used, allocatedPerRecord);
    }
}

internal readonly record struct Result(double CpuSeconds, double BytesPerRecord);
