using System.Diagnostics;

namespace SlsSyslog.TransportRates;

/// <summary>Megabytes (10^6) per second of time and of CPU time of this process.</summary>
internal sealed record Measurement(double Rate, double CpuRate)
{
    public static async Task<Measurement> OfAsync(Func<Task> work, long bytes)
    {
        using Process self = Process.GetCurrentProcess();
        TimeSpan cpuBefore = self.TotalProcessorTime;
        Stopwatch watch = Stopwatch.StartNew();
        await work();
        double seconds = watch.Elapsed.TotalSeconds;
        self.Refresh();
        return new Measurement(bytes / 1e6 / seconds, bytes / 1e6 / (self.TotalProcessorTime - cpuBefore).TotalSeconds);
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    public static void Print(string name, IReadOnlyCollection<Measurement> rounds) =>
        Console.WriteLine($"| {name} | {Text([.. rounds.Select(round => round.Rate)])} | {Text([.. rounds.Select(round => round.CpuRate)])} |");

    private static string Text(params double[] values) => $"{Median(values):N0} ({values.Min():N0}-{values.Max():N0})";
}
