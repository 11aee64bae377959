// Measures the published programs from outside: time to the first response, resident memory, CPU usage while idle.
//   dotnet run -c Release --project benchmarks/SlsSyslog.Footprint [starts, default 15] [MB for the busy forwarder, default 2000]
// Publishes the function, the forwarder and an empty ASP.NET program the same way, runs them as processes and prints a table. Linux only.
using System.Globalization;
using SlsSyslog.Footprint;
using SlsSyslog.EndToEnd;

switch (args)
{
    case [SlsRole.Name]:
        await SlsRole.RunAsync();
        return;

    case [SinkRole.Name]:
        await SinkRole.RunAsync();
        return;

    default:
        break;
}

int starts = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 15;
int megabytes = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2000;
PublishedPrograms programs = await PublishedPrograms.PublishAsync();
FunctionMeasurement function = new(programs);
(double[] starting, double[] emptyStarting) = await function.StartAsync(starts);
(double[] range, double[] emptyMemory) = await function.RangeAsync(megabytes: 10, rounds: 5);
ForwarderMeasurement forwarder = new(programs.Forwarder);
(double[] first, double[] firstMemory) = await forwarder.MeasureStartsAsync(starts);
double busy16 = await forwarder.BusyAsync(16, megabytes);
double busy64 = await forwarder.BusyAsync(64, megabytes);
double idle = await forwarder.IdleAsync(shards: 64, TimeSpan.FromSeconds(20));
string load = (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];

Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"""

    {Environment.ProcessorCount} cores at a load of {load}, .NET {Environment.Version}; native; function: {programs.FunctionMegabytes:0.0} MB, forwarder: {programs.ForwarderMegabytes:0.0} MB.
    Medians with range: {starts} starts each in turns, 5 processes each for the range; the forwarder: {megabytes} MB in blocks of 5 MB, 20 s idle.

    | what | measured | goal |
    | --- | --- | --- |
    | function, process start to first answered event | {Spread.Of(starting)} ms | |
    | empty program, the same | {Spread.Of(emptyStarting)} ms | |
    | function / empty program | {Spread.Median(starting) / Spread.Median(emptyStarting):0.00} | at most 1.3 |
    | function, peak resident memory behind a 10 MB range | {Spread.Of(range)} MB | |
    | empty program, peak resident memory | {Spread.Of(emptyMemory)} MB | |
    | function above empty program | {Spread.Median(range) - Spread.Median(emptyMemory):0.0} MB | at most 40 MB |
    | forwarder, process start to first bytes of a record at the receiver | {Spread.Of(first)} ms | below 150 ms |
    | forwarder, peak resident memory until then | {Spread.Of(firstMemory)} MB | |
    | forwarder, peak resident memory, 16 busy shards | {busy16:0.0} MB | below 50 MB |
    | forwarder, peak resident memory, 64 busy shards | {busy64:0.0} MB | below 90 MB |
    | forwarder, each further shard | {(busy64 - busy16) / 48:0.00} MB | at most 1 MB |
    | forwarder, 64 idle shards over HTTP | {idle:0.0} % of a core | below 3 % |
    """));
