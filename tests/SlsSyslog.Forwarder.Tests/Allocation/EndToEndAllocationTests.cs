using System.Reflection;
using SlsSyslog.EndToEnd;
using SlsSyslog.Testing;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>What a process that forwards allocates for a record, from the HTTP response to the commit, with default options.</summary>
public sealed class EndToEndAllocationTests
{
    private const double MaxBytesPerRecord = 2;

    // Less than the smallest object: what each destination needs for its batches and timers.
    private const double MaxBytesPerRecordOfThree = 18;
    private const long RawBytes = 1_000_000_000;
    private const int Shards = 4;
    private const int Stretches = 6;
    private const int MaxRuns = 3;
    private const string Group = "bench";
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private static readonly string ForwarderPath = typeof(EndToEndAllocationTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "MeasuredForwarderPath").Value!;

    // The emulator and the receiver are in this process; only the forwarder's process is counted. Timers and the reader of metrics run by the
    // clock, so a busy machine adds their bytes to fewer records, and buffers for batches that wait. What the path itself allocates is in each
    // stretch of each run, so the least is what counts.
    [Fact]
    public async Task Forward_SteadyStream_AllocatesFewBytesPerRecord() =>
        Assert.InRange(await LeastAsync(MeasureSteadyStreamAsync, MaxBytesPerRecord), 0, MaxBytesPerRecord);

    [Fact]
    public async Task Forward_FilterMappingAndThreeDestinations_AllocatesNothingPerRecord() =>
        Assert.InRange(await LeastAsync(MeasureThreeDestinationsAsync, MaxBytesPerRecordOfThree), 0, MaxBytesPerRecordOfThree);

    private static async Task<double> LeastAsync(Func<Task<double>> measureAsync, double limit)
    {
        double least = double.MaxValue;
        for (int run = 0; run < MaxRuns && least > limit; run++)
        {
            least = Math.Min(least, await measureAsync());
        }

        return least;
    }

    private static async Task<double> MeasureSteadyStreamAsync()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync(
            new SlsEmulatorOptions { MaxRawBytesPerPull = LogBlocks.MaxRawBytes }, TestContext.Current.CancellationToken);
        EmulatorLogstore logstore = sls.CreateLogstore("bench-project", "logs", Shards);
        long records = Fill(logstore, new DataShape(DataKind.Audit, 868, 12, 1000), RawBytes);
        SinkCounter received = new();
        using ChildProcess forwarder = Start(sls, $"--SlsSyslog:Destination:Servers=tcp://127.0.0.1:{TcpSink.Listen(received.Read)}");

        // A frame is about as long as its record.
        return await MeasureAsync(forwarder, logstore, received, RawBytes, records);
    }

    private static async Task<double> MeasureThreeDestinationsAsync()
    {
        const long Raw = 500_000_000;
        await using SlsEmulator sls = await SlsEmulator.StartAsync(
            new SlsEmulatorOptions { MaxRawBytesPerPull = LogBlocks.MaxRawBytes }, TestContext.Current.CancellationToken);
        EmulatorLogstore logstore = sls.CreateLogstore("bench-project", "logs", Shards);
        long records = Fill(logstore, new DataShape(DataKind.ActionTrail, 0, 0, 500), Raw);
        SinkCounter all = new();
        SinkCounter failures = new();
        SinkCounter archive = new();
        using ChildProcess forwarder = Start(
            sls,
            "--SlsSyslog:Message:Profiles=auto",
            "--SlsSyslog:Message:Body=Ecs",
            "--SlsSyslog:Filter:Field=user.name",
            "--SlsSyslog:Filter:StartsWith=user",
            $"--SlsSyslog:Destinations:all:Servers=tcp://127.0.0.1:{TcpSink.Listen(all.Read)}",
            $"--SlsSyslog:Destinations:failures:Servers=tcp://127.0.0.1:{TcpSink.Listen(failures.Read)}",
            "--SlsSyslog:Destinations:failures:When:Field=event.outcome",
            "--SlsSyslog:Destinations:failures:When:Equals=failure",
            $"--SlsSyslog:Destinations:archive:Servers=tcp://127.0.0.1:{TcpSink.Listen(archive.Read)}",
            "--SlsSyslog:Destinations:archive:Message:Body=Json",
            "--SlsSyslog:Destinations:archive:Required=false");

        double least = await MeasureAsync(forwarder, logstore, all, Raw, records);

        Assert.InRange(failures.Bytes, all.Bytes / 5, all.Bytes / 3); // one of four
        Assert.True(archive.Bytes > Raw / 2);
        return least;
    }

    // Returns what the process allocates for a record in the best stretch. A quarter passes before the first one.
    private static async Task<double> MeasureAsync(
        ChildProcess forwarder, EmulatorLogstore logstore, SinkCounter received, long expectedBytes, long records)
    {
        List<(long Bytes, long Allocated)> marks = [];
        for (int i = 0; i <= Stretches; i++)
        {
            double bytes = expectedBytes * (0.25 + (i * 0.5 / Stretches));
            await Eventually.TrueAsync(() => received.Bytes >= bytes, deadline: Deadline);
            marks.Add((received.Bytes, ProcessUsage.Parse(await forwarder.AskAsync("report")).AllocatedBytes));
        }

        await Eventually.TrueAsync(() => IsCommitted(logstore), deadline: Deadline);
        double recordsPerByte = (double)records / received.Bytes;
        return marks.Zip(marks.Skip(1), (from, to) => (to.Allocated - from.Allocated) / ((to.Bytes - from.Bytes) * recordsPerByte)).Min();
    }

    private static ChildProcess Start(SlsEmulator sls, params string[] arguments) => new(
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        [
            ForwarderPath,
            $"--SlsSyslog:Source:Endpoint={sls.Endpoint}",
            "--SlsSyslog:Source:Project=bench-project",
            "--SlsSyslog:Source:Logstore=logs",
            $"--SlsSyslog:Source:ConsumerGroup={Group}",
            .. arguments,
        ]);

    private static long Fill(EmulatorLogstore logstore, DataShape shape, long rawBytes)
    {
        EmulatorLogBlock[] blocks = LogBlocks.Make(shape);
        long records = 0;
        long stored = 0;
        for (int i = 0; stored < rawBytes; i++)
        {
            EmulatorLogBlock block = blocks[(i + (i / blocks.Length)) % blocks.Length];
            logstore.Append(i % Shards, block);
            stored += block.RawBytes;
            records += (long)block.GroupCount * shape.GroupLogs;
        }

        return records;
    }

    private static bool IsCommitted(EmulatorLogstore logstore) =>
        logstore.FindConsumerGroup(Group)!.Checkpoints.All(checkpoint => checkpoint.Cursor == logstore.Shards[checkpoint.Shard].EndCursor);
}
