using System.Globalization;
using System.Text;
using SlsSyslog.Serialization;

namespace SlsSyslog.Benchmarks;

/// <summary>
/// CPU time of the stages before formatting: decompression with the check of the whole block, and the walk over its logs. The shapes take
/// turns in each window.
/// </summary>
internal static class DecodeReport
{
    private const int Windows = 9;
    private const int Warmups = 4;

    public static string Run()
    {
        BlockReader reader = new();
        (string Name, ResponseBody Body, double[] Decode, double[] Walk)[] shapes =
        [
            .. from isSmall in new[] { false, true }
               from logsPerGroup in new[] { 1000, 10, 1 }
               let body = ResponseBody.Create(logsPerGroup, isSmall)
               select ($"{(isSmall ? "4 fields" : "12 fields")}, groups of {logsPerGroup}", body, new double[Windows], new double[Windows]),
        ];
        for (int window = -Warmups; window < Windows; window++)
        {
            foreach ((_, ResponseBody body, double[] decode, double[] walk) in shapes)
            {
                (double decodeTime, double walkTime) = Measure(reader, body);
                if (window >= 0)
                {
                    (decode[window], walk[window]) = (decodeTime, walkTime);
                }
            }
        }

        StringBuilder report = new("| shape | bytes a log | decode and check, CPU ns a log | range | walk, CPU ns a log | range |\n|---|---|---|---|---|---|\n");
        foreach ((string name, ResponseBody body, double[] decode, double[] walk) in shapes)
        {
            Array.Sort(decode);
            Array.Sort(walk);
            report.Append(CultureInfo.InvariantCulture, $"| {name} | {body.RawBytes / body.Logs} | {decode[Windows / 2]:F0} | {decode[0]:F0}-{decode[^1]:F0} ");
            report.Append(CultureInfo.InvariantCulture, $"| {walk[Windows / 2]:F0} | {walk[0]:F0}-{walk[^1]:F0} |\n");
        }

        return report.ToString();
    }

    private static (double DecodeNanoseconds, double WalkNanoseconds) Measure(BlockReader reader, ResponseBody body)
    {
        TimeSpan decode = default;
        TimeSpan walk = default;
        long logs = 0;
        while (decode + walk < TimeSpan.FromMilliseconds(150))
        {
            TimeSpan started = Environment.CpuUsage.TotalTime;
            using LogBatch batch = reader.Decode(body);
            TimeSpan decoded = Environment.CpuUsage.TotalTime;
            int fields = 0;
            while (batch.MoveNext())
            {
                fields += batch.Current.FieldCount;
                logs++;
            }

            walk += Environment.CpuUsage.TotalTime - decoded;
            decode += decoded - started;
            ArgumentOutOfRangeException.ThrowIfZero(fields);
        }

        return (decode.TotalNanoseconds / logs, walk.TotalNanoseconds / logs);
    }
}
