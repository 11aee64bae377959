using System.Reflection;
using SlsSyslog.EndToEnd;
using SlsSyslog.Testing;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>What a process that forwards allocates for a record, from the HTTP response to the commit, with default options.</summary>
public sealed class EndToEndAllocationTests
{
    private const double MaxBytesPerRecord = 2;
    private const long RawBytes = 1_000_000_000;
    private const int Shards = 4;
    private const int Stretches = 6;
    private const string Group = "bench";
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private static readonly string ForwarderPath = typeof(EndToEndAllocationTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "MeasuredForwarderPath").Value!;

    // The emulator and the receiver are in this process; only the forwarder's process is counted. Timers and the reader of metrics run by the
    // clock, so a busy machine adds their bytes to fewer records: the stretch with the least is what the path itself needs.
    [Fact]
    public async Task Forward_SteadyStream_AllocatesFewBytesPerRecord()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync(
            new SlsEmulatorOptions { MaxRawBytesPerPull = LogBlocks.MaxRawBytes }, TestContext.Current.CancellationToken);
        EmulatorLogstore logstore = sls.CreateLogstore("bench-project", "logs", Shards);
        long records = Fill(logstore);
        SinkCounter received = new();
        using ChildProcess forwarder = Start(sls, TcpSink.Listen(received.Read));

        List<(long Bytes, long Allocated)> marks = [];
        for (int i = 0; i <= Stretches; i++)
        {
            // A quarter passes before the first one; a frame is about as long as its record.
            double bytes = RawBytes * (0.25 + (i * 0.5 / Stretches));
            await Eventually.TrueAsync(() => received.Bytes >= bytes, deadline: Deadline);
            marks.Add((received.Bytes, ProcessUsage.Parse(await forwarder.AskAsync("report")).AllocatedBytes));
        }

        await Eventually.TrueAsync(() => IsCommitted(logstore), deadline: Deadline);
        double recordsPerByte = (double)records / received.Bytes;
        double least = marks.Zip(marks.Skip(1), (from, to) => (to.Allocated - from.Allocated) / ((to.Bytes - from.Bytes) * recordsPerByte)).Min();
        Assert.InRange(least, 0, MaxBytesPerRecord);
    }

    private static ChildProcess Start(SlsEmulator sls, int port) => new(
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        [
            ForwarderPath,
            $"--SlsSyslog:Source:Endpoint={sls.Endpoint}",
            "--SlsSyslog:Source:Project=bench-project",
            "--SlsSyslog:Source:Logstore=logs",
            $"--SlsSyslog:Source:ConsumerGroup={Group}",
            $"--SlsSyslog:Destination:Servers=tcp://127.0.0.1:{port}",
        ]);

    private static long Fill(EmulatorLogstore logstore)
    {
        const int GroupLogs = 1000;
        EmulatorLogBlock[] blocks = LogBlocks.Make(new DataShape(DataKind.Audit, 868, 12, GroupLogs));
        long records = 0;
        long stored = 0;
        for (int i = 0; stored < RawBytes; i++)
        {
            EmulatorLogBlock block = blocks[(i + (i / blocks.Length)) % blocks.Length];
            logstore.Append(i % Shards, block);
            stored += block.RawBytes;
            records += (long)block.GroupCount * GroupLogs;
        }

        return records;
    }

    private static bool IsCommitted(EmulatorLogstore logstore) =>
        logstore.FindConsumerGroup(Group)!.Checkpoints.All(checkpoint => checkpoint.Cursor == logstore.Shards[checkpoint.Shard].EndCursor);
}
