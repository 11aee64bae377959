using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using BenchmarkDotNet.Attributes;

namespace SlsSyslog.Benchmarks;

/// <summary>
/// The same benchmarks by the CPU time of this process instead of elapsed time, for machines that are not idle. Median and
/// range of windows of a quarter of a second, the floor measured before and after.
/// </summary>
internal static class CpuTimeReport
{
    private const int Windows = 9;
    private const int Warmups = 3;

    public static string Run()
    {
        FormatBenchmarks benchmarks = new();
        List<(string Name, double[] Nanoseconds)> results = [];
        foreach (MethodInfo method in typeof(FormatBenchmarks).GetMethods().Where(method => method.IsDefined(typeof(BenchmarkAttribute))))
        {
            results.Add((method.Name, Measure(method.CreateDelegate<Func<int>>(benchmarks))));
        }

        double floor = results.Single(result => result.Name == nameof(FormatBenchmarks.Floor)).Nanoseconds[Windows / 2];
        StringBuilder report = new();
        report.Append(CultureInfo.InvariantCulture, $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors, ");
        report.Append(CultureInfo.InvariantCulture, $"{Windows} windows; 12 fields, a frame of {benchmarks.FrameBytes} bytes with key-value body.\n\n");
        report.Append("| | CPU ns a record, median | range | million records per CPU-second | ratio to the floor | bytes allocated a record |\n|---|---|---|---|---|---|\n");
        foreach ((string name, double[] nanoseconds) in results)
        {
            double median = nanoseconds[Windows / 2];
            report.Append(
                CultureInfo.InvariantCulture,
                $"| {name} | {median:F0} | {nanoseconds[0]:F0}-{nanoseconds[^1]:F0} | {1000 / median:F2} | {median / floor:F2} | {MeasureBytes(name, benchmarks):F2} |\n");
        }

        return report.ToString();
    }

    private static double[] Measure(Func<int> benchmark)
    {
        List<double> nanoseconds = [];
        for (int window = -Warmups; window < Windows; window++)
        {
            long records = 0;
            TimeSpan before = Environment.CpuUsage.TotalTime;
            TimeSpan spent;
            do
            {
                benchmark();
                records += RecordBlock.Records;
                spent = Environment.CpuUsage.TotalTime - before;
            }
            while (spent < TimeSpan.FromMilliseconds(250));
            if (window >= 0)
            {
                nanoseconds.Add(spent.TotalNanoseconds / records);
            }
        }

        return [.. nanoseconds.Order()];
    }

    private static double MeasureBytes(string name, FormatBenchmarks benchmarks)
    {
        Func<int> benchmark = typeof(FormatBenchmarks).GetMethod(name)!.CreateDelegate<Func<int>>(benchmarks);
        long before = GC.GetAllocatedBytesForCurrentThread();
        benchmark();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)RecordBlock.Records;
    }
}
