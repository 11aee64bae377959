using System.Globalization;
using SlsSyslog.Testing;

namespace SlsSyslog.FaultSuite;

/// <summary>Runs different numbers of processes over 16 shards at the same rate of logs, and prints a table.</summary>
internal static class ScalingRun
{
    private const int Shards = 16;
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(IReadOnlyList<int> processes)
    {
        Console.WriteLine("| processes | shards of each | until all have shards | logs/s | CPU, all processes | memory of one, peak "
            + "| after a kill, until all has arrived | missing | repeated |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        long missing = 0;
        foreach (int count in processes)
        {
            missing += await RunAsync(count);
        }

        return missing == 0 ? 0 : 1;
    }

    private static async Task<long> RunAsync(int count)
    {
        Scenario scenario = new($"{count} processes", _ => Task.CompletedTask) { Shards = Shards };
        await using Scene scene = await Scene.SetAsync(scenario, Tempo.Brief);
        TimeProvider time = TimeProvider.System;
        long start = time.GetTimestamp();
        List<ForwarderChild> fleet = [.. Enumerable.Range(1, count).Select(number => scene.ForwardInProcess($"p{number}"))];
        await scene.HoldsAsync(() => scene.Holders == count && Held(scene).Sum() == Shards, "every process holds shards");
        TimeSpan balanced = time.GetElapsedTime(start);
        await scene.FlowAsync();

        TimeSpan before = Cpu(fleet);
        long received = scene.Ledger.Received;
        long from = time.GetTimestamp();
        await scene.WaitAsync(Steady);
        double seconds = time.GetElapsedTime(from).TotalSeconds;
        double rate = (scene.Ledger.Received - received) / seconds;
        double cpu = (Cpu(fleet) - before).TotalSeconds / seconds;
        double memory = fleet.Max(child => child.Usage.PeakBytes) / 1e6;
        string shards = string.Join(", ", Held(scene).Distinct().OrderDescending());

        // With one process, it is started again, as systemd and Kubernetes do.
        await scene.BreakAsync(async () =>
        {
            await fleet[0].KillAsync();
            if (count == 1)
            {
                scene.ForwardInProcess("p1");
            }
        });
        await scene.FinishAsync();

        DeliveryReport report = scene.Ledger.Report();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {count} | {shards} | {balanced.TotalSeconds:F1} s | {rate:F0} | {100 * cpu:F1} % of a core | {memory:F0} MB ")
            + string.Create(CultureInfo.InvariantCulture, $"| {scene.Recovery.TotalSeconds:F1} s | {report.Missing} | {report.Repeated} |"));
        return report.Missing;
    }

    private static TimeSpan Cpu(List<ForwarderChild> fleet) =>
        fleet.Aggregate(TimeSpan.Zero, (sum, child) => sum + child.Usage.Cpu);

    private static IEnumerable<int> Held(Scene scene) => scene.Logs.FindConsumerGroup(Scene.Group)?.Owners
        .Where(owner => owner.State == EmulatorShardState.Assigned).GroupBy(owner => owner.Holder).Select(owned => owned.Count()) ?? [];
}
