namespace SlsSyslog.FaultSuite;

/// <summary>Four processes share 16 shards, and lose and get them in every way: killed, evicted, frozen, stopped, and joined by a fifth.</summary>
internal static class ScalingScenarios
{
    private const int Processes = 4;
    private static readonly string[] Consumers = [.. Enumerable.Range(1, Processes).Select(number => $"p{number}")];

    // Each leaves four processes behind that hold all shards.
    private static readonly Func<Scene, Dictionary<string, ForwarderChild>, string, Task>[] Harms =
        [KillAsync, EvictAsync, StopAsync, JoinAsync, FreezeAsync];

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("four processes, 16 shards, all that can happen", RunAsync) { Shards = 16 },
    ];

    private static async Task RunAsync(Scene scene)
    {
        Dictionary<string, ForwarderChild> fleet = Consumers.ToDictionary(consumer => consumer, scene.ForwardInProcess);
        await scene.HoldsAsync(() => scene.Holders == Processes, "four processes hold shards");
        int rounds = Math.Max(Harms.Length, scene.Tempo.Rounds);
        for (int round = 0; round < rounds; round++)
        {
            await scene.FlowAsync();
            await Harms[round % Harms.Length](scene, fleet, Consumers[round % Processes]);
            await scene.HoldsAsync(() => scene.Holders == Processes, "four processes hold shards again");
        }

        await scene.FlowAsync();
    }

    // The others take over when the group timeout has passed.
    private static async Task KillAsync(Scene scene, Dictionary<string, ForwarderChild> fleet, string consumer)
    {
        await scene.BreakAsync("killed", fleet[consumer].KillAsync);
        fleet[consumer] = scene.ForwardInProcess(consumer);
    }

    private static Task EvictAsync(Scene scene, Dictionary<string, ForwarderChild> fleet, string consumer) => scene.BreakAsync("evicted", () =>
    {
        scene.Logs.FindConsumerGroup(Scene.Group)!.Evict(consumer);
        return Task.CompletedTask;
    });

    private static async Task StopAsync(Scene scene, Dictionary<string, ForwarderChild> fleet, string consumer)
    {
        await scene.BreakAsync("stopped", () => scene.StopAsync(fleet[consumer]));
        await scene.HoldsAsync(() => scene.Holders == Processes - 1, "three processes hold all shards");
        fleet[consumer] = scene.ForwardInProcess(consumer);
    }

    private static async Task JoinAsync(Scene scene, Dictionary<string, ForwarderChild> fleet, string consumer)
    {
        ForwarderChild fifth = scene.ForwardInProcess("p5");
        await scene.BreakAsync("joined", () => scene.HoldsAsync(() => scene.Holders == Processes + 1, "a fifth process holds shards"));
        await scene.BreakAsync("stopped", () => scene.StopAsync(fifth));
    }

    // Longer than the group timeout: when it continues, its shards belong to others.
    private static Task FreezeAsync(Scene scene, Dictionary<string, ForwarderChild> fleet, string consumer) => scene.BreakAsync("frozen", async () =>
    {
        fleet[consumer].Signal("STOP");
        await scene.WaitAsync(Scene.GroupTimeout + TimeSpan.FromSeconds(2));
        fleet[consumer].Signal("CONT");
    });
}
