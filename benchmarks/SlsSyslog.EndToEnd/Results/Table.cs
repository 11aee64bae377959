using System.Globalization;
using System.Text;

namespace SlsSyslog.EndToEnd;

/// <summary>The results as tables in Markdown.</summary>
internal static class Table
{
    public static string Write(ResultSet results, ResultSet? earlier)
    {
        StringBuilder text = new();
        Conditions conditions = results.Conditions;
        text.AppendLine($"{conditions.Date}, {conditions.Processor}, {conditions.Cores} cores at a load of {conditions.Load}, {conditions.Runtime}.")
            .AppendLine($"Medians of {conditions.Rounds} rounds in turns. MB is 10^6 bytes of raw log.");
        foreach (string note in conditions.Notes)
        {
            text.AppendLine().AppendLine(note);
        }

        if (results.Scenarios.Count > 0)
        {
            text.AppendLine()
                .AppendLine("| scenario | program | MB per CPU-second, whole process | steady | of the limit | of rsyslog | MB/s | records/s | B allocated per record "
                    + "| collections 0/1/2 | peak RSS, MB | context switches per GB |" + (earlier is null ? "" : " to before |"))
                .AppendLine("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |" + (earlier is null ? "" : " ---: |"));
        }

        foreach (ScenarioResult scenario in results.Scenarios)
        {
            foreach (ProgramResult program in scenario.Programs)
            {
                text.Append(Row(scenario, program)).AppendLine(earlier is null ? "" : $" {Compare(earlier, scenario, program)} |");
            }
        }

        if (results.StartUp.Count > 0)
        {
            text.AppendLine()
                .AppendLine("| Forwarder | start to first byte, ms | CPU until then, ms | peak RSS with 16 busy shards, MB | with 64 |")
                .AppendLine("| --- | ---: | ---: | ---: | ---: |");
        }

        foreach (StartUpResult start in results.StartUp)
        {
            text.AppendLine(
                $"| {start.Form} | {Spread(start.FirstByteMilliseconds)} | {Spread(start.CpuMilliseconds)} "
                + $"| {Spread(start.PeakMegabytes16)} | {Spread(start.PeakMegabytes64)} |");
        }

        if (results.Latency.Count > 0)
        {
            text.AppendLine()
                .AppendLine("| idle stream | logs | median latency, ms | 99 % | maximum |")
                .AppendLine("| --- | ---: | ---: | ---: | ---: |");
        }

        foreach (LatencyResult latency in results.Latency)
        {
            text.AppendLine(
                $"| {latency.Stream} | {latency.Milliseconds.Count} | {latency.Median:F0} | {latency.Percentile99:F0} | {latency.Milliseconds.Max():F0} |");
        }

        foreach (MetricsCostResult cost in results.MetricsCost)
        {
            text.AppendLine().AppendLine(cost.Describe());
        }

        return text.ToString();
    }

    private static string Row(ScenarioResult scenario, ProgramResult program)
    {
        double whole = program.Median(round => round.Whole);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            | {scenario.Scenario.Name} | {program.Program} | {whole:F0} | {program.Median(round => round.Steady):F0} | {Ratio(scenario, whole, "limit")} | {Ratio(scenario, whole, "rsyslog")}
             | {program.Median(round => round.Wall):F0} | {program.Median(round => round.RecordsPerSecond):F0}
             | {Text(program.Median(round => round.AllocatedPerRecord), "F2")} | {Collections(program)}
             | {program.Median(round => round.PeakMegabytes):F0} | {program.Median(round => round.SwitchesPerGigabyte):F0} |
            """).ReplaceLineEndings("");
    }

    private static string Ratio(ScenarioResult scenario, double whole, string other) =>
        scenario.Find(other) is { } found ? (whole / found.Median(round => round.Whole)).ToString("F2") : "";

    private static string Collections(ProgramResult program) =>
        program.Median(round => round.Collections0) is { } zero
            ? $"{zero:F0}/{program.Median(round => round.Collections1):F0}/{program.Median(round => round.Collections2):F0}"
            : "";

    private static string Compare(ResultSet earlier, ScenarioResult scenario, ProgramResult program) =>
        earlier.Scenarios.FirstOrDefault(found => found.Scenario.Name == scenario.Scenario.Name)?.Find(program.Program) is { } before
            ? (program.Median(round => round.Whole) / before.Median(round => round.Whole)).ToString("F2")
            : "";

    private static string Spread(IReadOnlyList<double> values) => $"{Statistics.Median(values):F0} ({values.Min():F0}-{values.Max():F0})";

    private static string Text(double? value, string format) => value?.ToString(format) ?? "";
}
