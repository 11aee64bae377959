namespace SlsSyslog.EndToEnd;

/// <summary>Writes the charts of the documentation from results.</summary>
internal static class ChartSet
{
    private static readonly (string Program, string Label, bool IsOurs)[] Programs =
    [
        ("limit", "limit program", false),
        ("native", "SlsSyslog, native AOT", true),
        ("jit", "SlsSyslog, JIT", true),
        ("rsyslog", "rsyslog relay", false),
    ];

    public static async Task WriteAsync(string folder, ResultSet results)
    {
        Directory.CreateDirectory(folder);
        Conditions conditions = results.Conditions;
        string note = $"{conditions.Processor}, {conditions.Cores} cores, {conditions.Runtime}, {conditions.Date}";
        if (results.Scenarios is [ScenarioResult first, ..])
        {
            await WriteAsync(folder, "throughput.svg", BarChart.Write("MB of raw log per CPU-second, whole process", note, [.. Throughput(first)]));
        }

        if (results.Scenarios.Count > 1)
        {
            Bar[] shapes = [.. Shapes(results)];
            await WriteAsync(folder, "shapes.svg", BarChart.Write("MB of raw log per CPU-second, native AOT, steady", note, shapes));
        }

        if (results.StartUp.Count > 0)
        {
            Bar[] starts = [.. results.StartUp.Select(start => new Bar($"Forwarder, {start.Form}", Statistics.Median(start.FirstByteMilliseconds)))];
            await WriteAsync(folder, "start-up.svg", BarChart.Write("Milliseconds from process start to the first byte sent", note, starts));
            Bar[] memory = [.. results.StartUp.SelectMany(Memory)];
            await WriteAsync(folder, "memory.svg", BarChart.Write("Peak resident memory of the Forwarder, MB", note, memory));
        }

        if (results.Latency.Count > 0)
        {
            Bar[] latencies = [.. results.Latency.SelectMany(Latency)];
            await WriteAsync(folder, "latency.svg", BarChart.Write("Milliseconds from SLS to the syslog server, idle stream", note, latencies));
        }
    }

    private static IEnumerable<Bar> Throughput(ScenarioResult scenario) =>
        from program in Programs
        let result = scenario.Find(program.Program)
        where result is not null
        select new Bar(program.Label, result.Median(round => round.Whole), program.IsOurs);

    private static IEnumerable<Bar> Shapes(ResultSet results) =>
        from scenario in results.Scenarios
        let result = scenario.Find("native")
        where result is not null
        select new Bar(scenario.Scenario.Name, result.Median(round => round.Steady));

    private static IEnumerable<Bar> Memory(StartUpResult start) =>
    [
        new($"16 busy shards, {start.Form}", Statistics.Median(start.PeakMegabytes16)),
        new($"64 busy shards, {start.Form}", Statistics.Median(start.PeakMegabytes64)),
    ];

    private static IEnumerable<Bar> Latency(LatencyResult latency)
    {
        string stream = latency.Stream.Split(',')[0];
        return [new($"median, {Short(stream)}", latency.Median), new($"99 %, {Short(stream)}", latency.Percentile99)];
    }

    private static string Short(string stream) => stream.Contains("minute", StringComparison.Ordinal) ? "after a minute of silence" : "one log a second";

    private static Task WriteAsync(string folder, string name, string svg) => File.WriteAllTextAsync(Path.Combine(folder, name), svg);
}
