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
    private const int Warmups = 6;

    /// <summary>Measures formatting.</summary>
    public static string RunFormats(params string[] names)
    {
        FormatBenchmarks benchmarks = new();
        return Run(benchmarks, RecordBlock.Records, $"12 fields, a frame of {benchmarks.FrameBytes} bytes with key-value body", names);
    }

    /// <summary>Measures the expansion of JSON.</summary>
    public static string RunExpansion(params string[] names)
    {
        ExpansionBenchmarks benchmarks = new();
        return Run(benchmarks, EventBlock.Records, $"events of {benchmarks.EventBytes} bytes", names);
    }

    /// <summary>Measures the decompression of LZ4 beside other decoders.</summary>
    public static string RunLz4()
    {
        Lz4Benchmarks benchmarks = new();
        string[] names = benchmarks.HasLibrary ? [] : [nameof(Lz4Benchmarks.Decode), nameof(Lz4Benchmarks.DecodeWithK4os)];
        return Run(benchmarks, Lz4Benchmarks.Records, $"records of {benchmarks.RawBytes} bytes", names);
    }

    private static string Run(object benchmarks, int records, string data, params string[] names)
    {
        MethodInfo[] methods =
        [
            .. benchmarks.GetType().GetMethods().Where(method => method.IsDefined(typeof(BenchmarkAttribute))
                && (names is [] || method.Name == "Floor" || names.Contains(method.Name))),
        ];
        List<(string Name, double[] Nanoseconds)> results = [.. methods.Select(method => (method.Name, new double[Windows]))];
        Func<int>[] delegates = Array.ConvertAll(methods, method => method.CreateDelegate<Func<int>>(benchmarks));

        // The benchmarks take turns, so that a machine that changes its speed changes all of them.
        for (int window = -Warmups; window < Windows; window++)
        {
            for (int i = 0; i < delegates.Length; i++)
            {
                double nanoseconds = Measure(delegates[i], records);
                if (window >= 0)
                {
                    results[i].Nanoseconds[window] = nanoseconds;
                }
            }
        }

        results.ForEach(result => Array.Sort(result.Nanoseconds));
        double floor = results.Single(result => result.Name == "Floor").Nanoseconds[Windows / 2];
        StringBuilder report = new();
        report.Append(CultureInfo.InvariantCulture, $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors, ");
        report.Append(CultureInfo.InvariantCulture, $"{Windows} windows; {data}.\n\n");
        report.Append("| | CPU ns a record, median | range | million records per CPU-second | ratio to the floor | bytes allocated a record |\n|---|---|---|---|---|---|\n");
        foreach ((string name, double[] nanoseconds) in results)
        {
            double median = nanoseconds[Windows / 2];
            report.Append(
                CultureInfo.InvariantCulture,
                $"| {name} | {median:F0} | {nanoseconds[0]:F0}-{nanoseconds[^1]:F0} | {1000 / median:F2} | {median / floor:F2} | {MeasureBytes(name, benchmarks, records):F2} |\n");
        }

        return report.ToString();
    }

    private static double Measure(Func<int> benchmark, int records)
    {
        long done = 0;
        TimeSpan before = Environment.CpuUsage.TotalTime;
        TimeSpan spent;
        do
        {
            benchmark();
            done += records;
            spent = Environment.CpuUsage.TotalTime - before;
        }
        while (spent < TimeSpan.FromMilliseconds(250));
        return spent.TotalNanoseconds / done;
    }

    private static double MeasureBytes(string name, object benchmarks, int records)
    {
        Func<int> benchmark = benchmarks.GetType().GetMethod(name)!.CreateDelegate<Func<int>>(benchmarks);

        // The first run after another benchmark replaces what that one cached with the records.
        benchmark();
        long before = GC.GetAllocatedBytesForCurrentThread();
        benchmark();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)records;
    }
}
