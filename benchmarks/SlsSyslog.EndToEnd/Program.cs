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
// Measures the CPU time of this process. The emulator and the receiver are separate processes.
if (await Roles.PlayAsync(args))
{
    return;
}

string megabytes = args.ElementAtOrDefault(0) ?? "1000";
string shards = args.ElementAtOrDefault(1) ?? "4";
int runs = int.Parse(args.ElementAtOrDefault(2) ?? "3", CultureInfo.InvariantCulture);
Console.WriteLine($"{megabytes} MB of raw log in {shards} shards, {runs} runs; .NET {Environment.Version}, {Environment.ProcessorCount} cores");
Console.WriteLine($"{"",-12}{"MB/CPU-s",10}{"CPU-s",8}{"wall s",8}{"bytes/record",14}{"B alloc/record",16}{"RSS MB",8}");
for (int run = 1; run <= runs; run++)
{
    long frameBytes = await ForwardAsync();
    await SendBareAsync(frameBytes);
}

async Task<long> ForwardAsync()
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

        Measure measure = Measure.Begin();
        await host.StartAsync();
        while (await sls.AskAsync() < records / Dataset.LogsPerGroup)
        {
            await Task.Delay(50);
        }

        measure.End("end to end", rawMegabytes, records);
        await host.StopAsync();
        return await sink.AskAsync();
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

    public void End(string name, double megabytes, long records)
    {
        using Process process = Process.GetCurrentProcess();
        double used = (process.TotalProcessorTime - cpu).TotalSeconds;
        double wall = Stopwatch.GetElapsedTime(started).TotalSeconds;
        string perRecord = records == 0 ? $"{"",14}{"",16}" : $"{megabytes * 1e6 / records,14:F0}{(double)(GC.GetTotalAllocatedBytes() - allocated) / records,16:F1}";
        Console.WriteLine($"{name,-12}{megabytes / used,10:F0}{used,8:F2}{wall,8:F1}{perRecord}{process.PeakWorkingSet64 / 1e6,8:F0}");
    }
}
